import { Reason } from '../observable/index.js';
import type { IncomingRequest } from '../sip/agent/index.js';
import { parseSipfrag } from '../sip/body/index.js';
import { formatPayload, formatUri, header, NameAddr, parseValue, type SipUri, type Uri } from '../sip/codec/index.js';
import type { SipLink } from './sip-link.js';
import { invitationFailed } from './sip-reason.js';

/**
 * Asks the server to add `who` to the conversation at `uri`: a REFER outside the session (RFC 7647), whose implicit
 * subscription reports how the invitation goes (RFC 3515 §2.4.4). Resolves when they have come in.
 * @throws Reason `InvitationFailed` with the person's answer as its reason, `Dropped` when the connection was lost.
 */
export async function addPerson(link: SipLink, uri: SipUri, who: Uri): Promise<void> {
  const { flow, me, contact } = link;
  const report = new ReferReport();
  const payload = formatPayload({ headers: { 'Refer-To': `<${formatUri(who)}>` } });
  const request = { method: 'REFER', uri, from: me, to: NameAddr(uri), contact, payload };
  const { response, dialog } = await flow.subscribe(request, inside => report.take(inside));
  if (!dialog) throw invitationFailed(response);
  dialog.onLost = () => report.lost();
  try {
    const status = await report.outcome;
    if (status >= 300) throw invitationFailed({ status });
  } finally {
    dialog.end();
  }
}

/** The NOTIFYs of one REFER. */
class ReferReport {
  /** The final status that was reported. */
  readonly outcome: Promise<number>;
  #resolve!: (status: number) => void;
  #reject!: (reason: Reason) => void;

  constructor() {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.outcome.catch(() => {}); // nobody waits for it when the REFER itself is refused
  }

  take(request: IncomingRequest): void {
    const { message } = request;
    if (message.method !== 'NOTIFY') return request.respond(405, { headers: { Allow: 'NOTIFY' } });
    request.respond(200);
    const status = typeof message.body === 'string' && message.body !== '' ? parseSipfrag(message.body).status : 0;
    const over = parseValue(header(message, 'subscription-state') ?? '').value === 'terminated';
    if (status >= 200) this.#resolve(status);
    else if (over) this.lost();
  }

  lost(): void {
    const message = 'The connection was lost before an answer came.';
    this.#reject(new Reason('InvitationFailed', { message, reason: new Reason('Dropped', { message }) }));
  }
}
