import type { Dialog, OutgoingInvite, RequestOptions } from '../../sip/agent/index.js';
import { formatReason, type NameAddr, type SipResponse } from '../../sip/codec/index.js';
import type { Device } from '../registrar.js';
import type { Peer } from './leg.js';
import { readPeer } from './peer.js';
import { textOf } from './spoken.js';

/** The device that accepted. */
export interface Accepted {
  readonly dialog: Dialog;
  readonly response: SipResponse;
}

/** How asking somebody ended: `dialog` with the device that accepted, else why nobody did. */
export interface RingOutcome {
  readonly status: number;
  readonly reason: string;
  readonly accepted: Accepted | undefined;
}

/** What every device is sent, but for its own Request-URI. */
export type RingRequest = Omit<RequestOptions, 'uri' | 'method'> & { readonly contact: NameAddr };

/** Why the question is withdrawn, for the devices that still ring. RFC 3326 §2. */
function because(cause: number, text: string): Record<string, string> {
  return { Reason: formatReason({ protocol: 'SIP', cause, text }) };
}

/**
 * Asks all devices of one person at once. The first that accepts has it, the others are told so (RFC 3326 §3.1). A 6xx
 * from one ends it for all; else the best refusal counts when all have refused (RFC 3261 §16.7).
 */
export class Ringing {
  /** Called once, when the first device rings. */
  onRinging: () => void = () => {};
  readonly outcome: Promise<RingOutcome>;
  readonly #invites: OutgoingInvite[] = [];
  readonly #timer: NodeJS.Timeout;
  #settle!: (outcome: RingOutcome) => void;
  #refusals: SipResponse[] = [];
  #rang = false;
  #settled = false;
  /** Goes to the devices that still ring, and to those that accept too late. */
  #withdrawal: Record<string, string> = {};

  /** @param refusal - Why nobody is asked, if so. */
  constructor(devices: readonly Device[], request: RingRequest, ringSeconds: number, refusal?: RingOutcome) {
    this.outcome = new Promise(resolve => (this.#settle = resolve));
    this.#timer = setTimeout(
      () => this.#finish(refused(408, 'Request Timeout'), because(408, 'Not answered')),
      ringSeconds * 1000,
    );
    if (devices.length === 0) this.#finish(refused(480, 'Temporarily Unavailable'));
    if (refusal) this.#finish(refusal);
    for (const { contact, flow } of this.#settled ? [] : devices) {
      const invite = flow.invite({ ...request, method: 'INVITE', uri: contact.uri });
      this.#invites.push(invite);
      invite.onProgress = response => this.#ring(response);
      void invite.final.then(({ response, dialog }) => this.#take(invite, response, dialog));
    }
  }

  /** Withdraws the question. The outcome is 487 then. Does nothing once there is an outcome. */
  cancel(): void {
    this.#finish(refused(487, 'Request Terminated'));
  }

  #ring(response: SipResponse): void {
    if (this.#rang || this.#settled || response.status === 100) return;
    this.#rang = true;
    this.onRinging();
  }

  #take(invite: OutgoingInvite, response: SipResponse, dialog: Dialog | undefined): void {
    this.#invites.splice(this.#invites.indexOf(invite), 1);
    if (dialog) {
      // A device that accepted too late: another one was first, or the question was withdrawn meanwhile.
      if (this.#settled) void dialog.bye(this.#withdrawal);
      else
        this.#finish(
          { status: 200, reason: 'OK', accepted: { dialog, response } },
          because(200, 'Call completed elsewhere'),
        );
      return;
    }
    this.#refusals.push(response);
    if (response.status >= 600 || this.#invites.length === 0) {
      this.#finish(best(this.#refusals), because(response.status, 'Declined elsewhere'));
    }
  }

  #finish(outcome: RingOutcome, withdrawal: Record<string, string> = {}): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#withdrawal = withdrawal;
    clearTimeout(this.#timer);
    for (const invite of this.#invites) invite.cancel(withdrawal);
    this.#settle(outcome);
  }
}

function refused(status: number, reason: string): RingOutcome {
  return { status, reason, accepted: undefined };
}

/** RFC 3261 §16.7 item 6: 6xx before all, else the lowest class; 503 is not passed on. */
function best(refusals: readonly SipResponse[]): RingOutcome {
  const rank = (status: number) => (status >= 600 ? 0 : Math.floor(status / 100));
  const [first] = [...refusals].sort((a, b) => rank(a.status) - rank(b.status));
  if (!first || first.status === 503) return refused(480, 'Temporarily Unavailable');
  return refused(first.status, first.reason);
}

/**
 * What the device that accepted told of itself. One that accepted something else than our session is hung up on.
 * @throws SipError 488.
 */
export function acceptedPeer({ dialog, response }: Accepted): Peer {
  try {
    return readPeer(textOf(response.body), response.contact);
  } catch (error) {
    void dialog.bye(because(488, 'No session of m=message'));
    throw error;
  }
}
