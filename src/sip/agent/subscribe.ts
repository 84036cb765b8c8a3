import type { NameAddr, SipResponse } from '../codec/index.js';
import { dialogOfRequest, dialogOfResponse, type DialogStart, tagOf } from '../dialog/index.js';
import type { Dialog } from './dialog.js';
import { dialogKey } from './dialog-key.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { outsideState, type RequestOptions, sendOutside } from './outside-request.js';

/**
 * A SUBSCRIBE or REFER, whose dialog may be begun by a NOTIFY before its 2xx. Forks that the 2xx does not
 * name have no part in it: their NOTIFYs get 481. RFC 6665 §4.1.2.4, RFC 3515 §2.4.4.
 */
export async function subscribe(
  flow: AgentFlow,
  options: RequestOptions & { readonly contact: NameAddr },
  onRequest: (request: IncomingRequest) => void,
): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
  const state = outsideState(options);
  const key = dialogKey(state.callId, state.localTag);
  let dialog: Dialog | undefined;
  const open = (start: DialogStart): Dialog => {
    dialog = flow.openDialog(start, options.contact);
    dialog.onRequest = onRequest;
    return dialog;
  };
  flow.subscriptions.set(key, notify => {
    // One that is there has ended, or is of another fork.
    if (dialog) return undefined;
    const { localSequence, localTag } = state;
    // The peer's number is not taken over: the dialog is about to receive this very NOTIFY.
    return open({ ...dialogOfRequest(notify, localTag), remoteSequence: undefined, ownsCallId: true, localSequence });
  });
  const response = await sendOutside(flow, options, state);
  flow.subscriptions.delete(key);
  const tag = response.status < 300 ? tagOf(response.to) : undefined;
  if (dialog?.remoteTag !== tag) dialog?.end();
  if (tag === undefined) return { response, dialog: undefined };
  if (dialog?.remoteTag !== tag) open(dialogOfResponse(response));
  else dialog.localSequence = Math.max(dialog.localSequence, response.cseq.sequence);
  return { response, dialog };
}
