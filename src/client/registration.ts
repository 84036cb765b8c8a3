import type { Flow } from '../sip/agent/index.js';
import {
  addressOf,
  formatPayload,
  header,
  NameAddr,
  parseNameAddr,
  randomToken,
  SipUri,
  type SipResponse,
} from '../sip/codec/index.js';

/** How long a registration is asked to last, in seconds. */
const EXPIRES_SECONDS = 600;

/** It is refreshed when this part of its time is over. RFC 5626 §4.4.1 wants it done in good time. */
const REFRESH_AT = 0.8;

export interface RegistrationOptions {
  readonly me: NameAddr;
  /** Our Contact, with `+sip.instance` and `reg-id`. RFC 5626 §4.2. */
  readonly contact: NameAddr;
  /** A refresh was refused, or nobody answered it. */
  readonly onFailed: (response: SipResponse) => void;
}

/** One registration that keeps itself alive over the flow that it was made on. RFC 3261 §10.2. */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #callId = randomToken();
  #sequence = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Registers over `flow`, and refreshes by it until `stop`. Resolves with the final response. */
  async start(flow: Flow): Promise<SipResponse> {
    const response = await this.#register(flow, EXPIRES_SECONDS);
    if (response.status < 300) this.#refreshLater(flow, response);
    return response;
  }

  /** Refreshes no more; the binding goes with its connection. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Takes the binding away. RFC 3261 §10.2.2. */
  async remove(flow: Flow): Promise<void> {
    this.stop();
    await this.#register(flow, 0);
  }

  #register(flow: Flow, expires: number): Promise<SipResponse> {
    const { me, contact } = this.#options;
    this.#sequence += 3; // the agent takes one or two more when it is challenged
    return flow.request({
      method: 'REGISTER',
      uri: registrarOf(me),
      from: me,
      to: me,
      contact,
      callId: this.#callId,
      sequence: this.#sequence,
      payload: formatPayload({ headers: { Expires: String(expires), Supported: 'outbound, path' } }),
    });
  }

  #refreshLater(flow: Flow, response: SipResponse): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(flow), grantedSeconds(response) * 1000 * REFRESH_AT);
  }

  async #refresh(flow: Flow): Promise<void> {
    if (flow.closed) return;
    const response = await this.#register(flow, EXPIRES_SECONDS);
    if (flow.closed) return;
    if (response.status < 300) this.#refreshLater(flow, response);
    else this.#options.onFailed(response);
  }
}

/** The Request-URI of a REGISTER is the domain alone. RFC 3261 §10.2. */
function registrarOf(me: NameAddr) {
  return 'host' in me.uri ? SipUri('', me.uri.host) : me.uri;
}

function grantedSeconds(response: SipResponse): number {
  const granted = Number(header(response, 'expires') ?? EXPIRES_SECONDS);
  return granted > 0 ? granted : EXPIRES_SECONDS;
}

/** Who the server says we are: P-Associated-URI (RFC 7315 §4.1), else the address we signed in as. */
export function identityOf(response: SipResponse, me: NameAddr): NameAddr {
  const associated = header(response, 'p-associated-uri');
  if (associated === undefined) return me;
  const { uri, displayName } = parseNameAddr(associated);
  return addressOf(uri) === addressOf(me.uri) ? NameAddr(me.uri, displayName) : me;
}
