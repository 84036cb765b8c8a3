import type { NameAddr, SipResponse } from '../codec/index.js';
import { dialogOfRequest, dialogOfResponse, type DialogStart, tagOf } from '../dialog/index.js';
import type { Dialog } from './dialog.js';
import { dialogKey } from './dialog-key.js';
import type { AgentFlow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { outsideState, type RequestOptions, sendOutside } from './outside-request.js';

/** Forks that may notify before the final response says which of them it is. */
const MAX_FORKS = 8;

/** A SUBSCRIBE or REFER, whose dialog may be begun by a NOTIFY before its 2xx. RFC 6665 §4.1.2.4, RFC 3515 §2.4.4. */
export async function subscribe(
  flow: AgentFlow,
  options: RequestOptions & { readonly contact: NameAddr },
  onRequest: (request: IncomingRequest) => void,
): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
  const state = outsideState(options);
  const key = dialogKey(state.callId, state.localTag);
  const forks = new Map<string, Dialog>();
  const open = (start: DialogStart): Dialog => {
    const dialog = flow.openDialog(start, options.contact);
    dialog.onRequest = onRequest;
    forks.set(dialog.remoteTag, dialog);
    return dialog;
  };
  flow.subscriptions.set(key, notify => {
    // One that is known has been begun and ended before.
    if (forks.has(tagOf(notify.from)) || forks.size >= MAX_FORKS) return undefined;
    const { localSequence, localTag } = state;
    // The peer's number is not taken over: the dialog is about to receive this very NOTIFY.
    return open({ ...dialogOfRequest(notify, localTag), remoteSequence: undefined, ownsCallId: true, localSequence });
  });
  const response = await sendOutside(flow, options, state);
  flow.subscriptions.delete(key);
  const tag = response.status < 300 ? tagOf(response.to) : undefined;
  for (const [fork, dialog] of forks) if (fork !== tag) dialog.end();
  if (tag === undefined) return { response, dialog: undefined };
  const dialog = forks.get(tag) ?? open(dialogOfResponse(response));
  dialog.localSequence = Math.max(dialog.localSequence, response.cseq.sequence);
  return { response, dialog };
}
