import type { NameAddr, SipResponse } from '../codec/index.js';
import type { Dialog } from './dialog.js';
import type { Flow } from './flow.js';
import type { IncomingRequest } from './incoming-request.js';
import { outsideDialog, type RequestOptions } from './outside-request.js';
import { sendRequest } from './send-request.js';

/**
 * A SUBSCRIBE or REFER, whose dialog is confirmed by its 2xx or by the NOTIFY that comes before it. That is one dialog: the
 * NOTIFYs of other forks get 481. RFC 6665 §4.1.2.4, RFC 3515 §2.4.4.
 */
export async function subscribe(
  flow: Flow,
  options: RequestOptions & { readonly contact: NameAddr },
  onRequest: (request: IncomingRequest) => void,
): Promise<{ readonly response: SipResponse; readonly dialog: Dialog | undefined }> {
  const dialog = outsideDialog(flow, options);
  dialog.onRequest = onRequest;
  flow.dialogs.set(dialog.key, dialog); // without remote tag, for the NOTIFY
  const response = await sendRequest(dialog, options.method, options.contact, options.payload);
  if (response.status >= 300) {
    dialog.end();
    return { response, dialog: undefined };
  }
  if (dialog.remoteTag === '') dialog.confirm(response);
  return { response, dialog };
}
