import type { Flow, IncomingRequest } from '../sip/agent/index.js';
import { formatNameAddr, isSipUri, NameAddr, parseNameAddr, parseUri, randomToken } from '../sip/codec/index.js';
import type { Account } from './accounts.js';
import { SipError } from './focus/sip-error.js';
import type { Limits } from './limits.js';
import { bindingOf, newBindingId, readContacts, usesOutbound, type ContactWish } from './registration-wish.js';
import type { Binding, Store } from './store/index.js';

/** One way to reach somebody now. */
export interface Device {
  /** With the capabilities that the device has told. RFC 3840. */
  readonly contact: NameAddr;
  /** Open when it was looked up. */
  readonly flow: Flow;
}

export interface RegistrarOptions {
  readonly store: Store;
  /** The domain whose addresses are registered here, in lower case. */
  readonly domain: string;
  readonly limits: Pick<Limits, 'minExpiresSeconds' | 'maxExpiresSeconds' | 'maxDevices' | 'pingSeconds'>;
}

/** A binding of a flow of ours, and whose it is. */
interface Held {
  readonly address: string;
  readonly id: string;
}

/** Who can be reached where. RFC 3261 §10.3, RFC 5626 §6. */
export class Registrar {
  /** Called when the devices of an address have changed, or may have. `lost`: because a connection closed. */
  onDevices: (address: string, lost: boolean) => void = () => {};
  readonly #options: RegistrarOptions;
  /** By the id that bindings know a flow by. */
  readonly #flows = new Map<string, Flow>();
  /** What has been bound over each flow, to be taken away with it. */
  readonly #held = new Map<Flow, { readonly flowId: string; readonly bindings: Held[] }>();

  constructor(options: RegistrarOptions) {
    this.#options = options;
  }

  /**
   * Serves a REGISTER from somebody who has signed in, and answers it.
   * @param account - Whose bindings they are: To has been checked.
   * @throws SipError The answer, when it is refused: then nothing has changed.
   */
  async register(request: IncomingRequest, account: Account): Promise<void> {
    const { message, flow } = request;
    const { store, domain, limits } = this.#options;
    if (!isSipUri(message.uri) || message.uri.host.toLowerCase() !== domain) {
      throw new SipError(404, 'No Such Domain Here');
    }
    const wishes = readContacts(message, limits);
    const before = await store.bindings(account.address);
    const changes = wishes === '*' ? before.map(remove) : wishes.map(wish => change(wish, before));
    const outbound = wishes !== '*' && usesOutbound(message, wishes);
    for (const { old } of changes) checkOrder(old, message.callId, message.cseq.sequence);
    checkCount(before, changes, limits.maxDevices);
    for (const one of changes) await this.#apply(one, request, account.address);
    if (changes.length > 0) this.onDevices(account.address, false);
    if (!flow.closed) respond(request, account, await store.bindings(account.address), outbound, limits.pingSeconds);
  }

  /** The devices of an address that can be reached over this server. */
  async devices(address: string): Promise<readonly Device[]> {
    const devices: Device[] = [];
    for (const { contact, flow: id } of await this.#options.store.bindings(address)) {
      const flow = this.#flows.get(id);
      if (flow && !flow.closed) devices.push({ contact: parseNameAddr(contact), flow });
    }
    return devices;
  }

  /** When the last registration of a device that can be reached expires, in milliseconds since 1970; 0 when there is none. */
  async reachableUntil(address: string): Promise<number> {
    const reachable = (await this.#options.store.bindings(address)).filter(({ flow: id }) => {
      const flow = this.#flows.get(id);
      return flow && !flow.closed;
    });
    return Math.max(0, ...reachable.map(({ expiresAt }) => expiresAt));
  }

  /** A connection has closed: what was bound over it, and has not moved to another one, is gone. */
  async flowClosed(flow: Flow): Promise<void> {
    const held = this.#held.get(flow);
    if (!held) return;
    this.#flows.delete(held.flowId);
    this.#held.delete(flow);
    for (const { address, id } of held.bindings) {
      await this.#unbindFrom(held.flowId, address, id);
      this.onDevices(address, true);
    }
  }

  async #unbindFrom(flowId: string, address: string, id: string): Promise<void> {
    const { store } = this.#options;
    // A device that came back before its old connection was found dead has the binding on its new one.
    const bindings = await store.bindings(address);
    if (bindings.some(binding => binding.id === id && binding.flow === flowId)) await store.unbind(address, id);
  }

  async #apply({ old, wish }: Change, { message, flow }: IncomingRequest, address: string): Promise<void> {
    const { store } = this.#options;
    if (!wish || wish.expiresSeconds === 0) {
      if (old) await store.unbind(address, old.id);
      return;
    }
    // The connection may have closed while the store was asked: then nobody would take the binding away again.
    if (flow.closed) return;
    const id = old?.id ?? newBindingId(wish);
    await store.bind(address, {
      id,
      contact: formatNameAddr(wish.contact),
      flow: this.#hold(flow, address, id),
      callId: message.callId,
      sequence: message.cseq.sequence,
      expiresAt: Date.now() + 1000 * wish.expiresSeconds,
    });
  }

  #hold(flow: Flow, address: string, id: string): string {
    const { flowId, bindings } = this.#held.get(flow) ?? { flowId: randomToken(), bindings: [] };
    this.#flows.set(flowId, flow);
    this.#held.set(flow, { flowId, bindings });
    if (!bindings.some(held => held.address === address && held.id === id)) bindings.push({ address, id });
    return flowId;
  }
}

/** What becomes of one binding; without wish it goes. */
interface Change {
  readonly old: Binding | undefined;
  readonly wish: ContactWish | undefined;
}

function remove(old: Binding): Change {
  return { old, wish: undefined };
}

function change(wish: ContactWish, before: readonly Binding[]): Change {
  return { old: bindingOf(wish, before), wish };
}

/** A request that was overtaken by a later one of the same client changes nothing. RFC 3261 §10.3 items 6 and 7. */
function checkOrder(old: Binding | undefined, callId: string, sequence: number): void {
  if (old && old.callId === callId && sequence <= old.sequence) throw new SipError(400, 'CSeq Is Out of Order');
}

function checkCount(before: readonly Binding[], changes: readonly Change[], maxDevices: number): void {
  const added = changes.filter(({ old, wish }) => !old && wish && wish.expiresSeconds > 0);
  if (added.length > 0 && before.length + added.length > maxDevices) {
    throw new SipError(403, 'Too Many Devices', { 'Refused-Because': 'TooManyApplications' });
  }
}

/** All bindings and the time that each has left. RFC 3261 §10.3 item 8. */
function respond(
  request: IncomingRequest,
  { address, displayName }: Account,
  bindings: readonly Binding[],
  outbound: boolean,
  pingSeconds: number,
): void {
  const now = Date.now();
  const secondsOf = ({ expiresAt }: Binding): number => Math.ceil((expiresAt - now) / 1000);
  const contact = bindings.map(binding => {
    const { uri, displayName: name, params } = parseNameAddr(binding.contact);
    return NameAddr(uri, name, new Map([...params, ['expires', String(secondsOf(binding))]]));
  });
  const mine = bindings.find(({ callId }) => callId === request.message.callId);
  request.respond(200, {
    contact,
    headers: {
      // Old clients read the time here, not in Contact.
      Expires: String(mine ? secondsOf(mine) : 0),
      'P-Associated-URI': formatNameAddr(NameAddr(parseUri(address), displayName)), // RFC 7315 §4.1
      // RFC 5626 §6, §5.4: a connection that is silent for so long is closed.
      ...(outbound && { Require: 'outbound', 'Flow-Timer': String(2 * pingSeconds) }),
    },
  });
}
