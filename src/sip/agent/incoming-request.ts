import type { NameAddr, Payload, SipRequest } from '../codec/index.js';
import type { Dialog } from './dialog.js';
import type { Flow } from './flow.js';

/** A request of the peer, to be answered by the owner. */
export interface IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  /** The dialog that it came in, or that `createDialog` began. */
  readonly dialog: Dialog | undefined;
  /** The final response that was sent; 0 before. */
  readonly status: number;
  /**
   * Sends a response, with a tag in To. Several provisional ones, then one final; nothing is sent on a flow that has closed. An
   * INVITE is to be answered within 200 ms, at least by 100 (RFC 3261 §17.2.1).
   * @param status - 100 to 699.
   * @throws Error when a final response was sent before.
   */
  respond(status: number, options?: ResponseOptions): void;
  /**
   * Begins the dialog of an INVITE, SUBSCRIBE or REFER outside a dialog, before the response that tells the peer of it. A final
   * response other than 2xx ends it. RFC 3261 §12.1.1.
   * @param contact - Stands in each 1xx and 2xx from then on.
   * @throws Error when a final response was sent.
   */
  createDialog(contact: NameAddr): Dialog;
  /**
   * INVITE only: CANCEL came before the final response. It has been answered; the owner answers the INVITE with 487. The
   * argument is the CANCEL, which may say why in Reason.
   */
  onCancel: (cancel: SipRequest) => void;
}

/** What a response holds beyond what its request decides. */
export interface ResponseOptions {
  /** Instead of the usual phrase. */
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Instead of the dialog's; a registrar lists several. */
  readonly contact?: NameAddr | readonly NameAddr[];
  readonly payload?: Payload;
}
