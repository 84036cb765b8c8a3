import { type NameAddr, type Payload, randomToken, type Uri } from '../codec/index.js';
import { tagOf, withTag } from '../dialog/index.js';
import { Dialog } from './dialog.js';
import type { Flow } from './flow.js';

/** A request outside a dialog. */
export interface RequestOptions {
  readonly method: string;
  readonly uri: Uri;
  /** A tag is added, unless it has one. */
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly contact?: NameAddr;
  readonly route?: readonly NameAddr[];
  /** A new one by default; a REGISTER keeps it over its refreshes, with rising `sequence`. RFC 3261 §10.2. */
  readonly callId?: string;
  /** The number in CSeq. Default 1. Answering a challenge takes one more: the response's CSeq tells. */
  readonly sequence?: number;
  readonly payload?: Payload;
}

/** The dialog that a request outside any may begin. RFC 3261 §8.1.1. */
export function outsideDialog(flow: Flow, options: RequestOptions): Dialog {
  const { uri, from, to, contact = from, route = [], callId = randomToken(16), sequence = 1 } = options;
  if (!/^\S+$/.test(callId)) throw new TypeError(`Cannot send with Call-ID ${JSON.stringify(callId)}: not one word`);
  const local = tagOf(from) === '' ? withTag(from, randomToken()) : from;
  const dialog = new Dialog(flow, contact, { callId, local, localSequence: sequence - 1 });
  dialog.aim(uri, to, route);
  return dialog;
}
