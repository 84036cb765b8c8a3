import { randomToken } from '../codec/index.js';
import type { NameAddr, SipRequest } from '../codec/index.js';
import { dialogOfRequest, tagOf } from '../dialog/index.js';
import type { ServerTransaction } from '../transaction/index.js';
import type { AgentCore } from './agent-core.js';
import type { Dialog } from './dialog.js';
import type { AgentFlow } from './flow.js';
import { formatDialogLines, formatResponse } from './format-response.js';
import type { IncomingRequest, ResponseOptions } from './incoming-request.js';
import { refreshesTarget } from './target-refresh.js';

const NO_OPTIONS: ResponseOptions = {};

/** A request on its way through the agent. */
export class ServedRequest implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: AgentFlow;
  onCancel: (cancel: SipRequest) => void = nothing;
  onAck: () => void = nothing;
  onAckMissing: () => void = nothing;
  protected readonly core: AgentCore;
  protected readonly transaction: ServerTransaction;
  #dialog: Dialog | undefined;
  #status = 0;
  #toTag: string;

  /**
   * @param dialog - That it came in.
   * @param toTag - For To, if it must be a certain one.
   */
  constructor(
    core: AgentCore,
    flow: AgentFlow,
    transaction: ServerTransaction,
    message: SipRequest,
    dialog: Dialog | undefined,
    toTag = tagOf(message.to),
  ) {
    this.core = core;
    this.flow = flow;
    this.transaction = transaction;
    this.message = message;
    this.#dialog = dialog;
    this.#toTag = toTag;
  }

  get dialog(): Dialog | undefined {
    return this.#dialog;
  }

  get status(): number {
    return this.#status;
  }

  /** The tag in To of each response but 100. RFC 3261 §8.2.6.2. */
  get toTag(): string {
    return (this.#toTag ||= randomToken());
  }

  respond(status: number, options: ResponseOptions = NO_OPTIONS): void {
    const { method } = this.message;
    if (this.#status !== 0) {
      throw new Error(`Cannot answer ${method} with ${status}: it was answered with ${this.#status}`);
    }
    const lines = this.#lines(status, options.contact) + this.core.responseLine;
    const text = formatResponse(this.message, status, status === 100 ? '' : this.toTag, lines, options);
    if (status >= 200) this.#status = status;
    this.transaction.respond(status, text);
    if (status >= 200) this.answered(status);
  }

  createDialog(contact: NameAddr): Dialog {
    const { method } = this.message;
    if (this.#dialog) throw new Error(`Cannot begin the dialog of ${method}: it has one`);
    if (this.#status !== 0)
      throw new Error(`Cannot begin the dialog of ${method}: it was answered with ${this.#status}`);
    this.#dialog = this.core.openDialog(this.flow, dialogOfRequest(this.message, this.toTag), contact);
    return this.#dialog;
  }

  /** Whether `createDialog` was called. */
  get beganDialog(): boolean {
    return this.#dialog !== undefined && !this.message.to.params.has('tag');
  }

  /** The final response went out. */
  protected answered(status: number): void {
    if (status >= 300 && this.beganDialog) this.#dialog?.end();
  }

  #lines(status: number, contact: ResponseOptions['contact']): string {
    const teaches = status > 100 && status < 300 && refreshesTarget(this.message.method);
    const address = contact ?? (teaches ? this.#dialog?.contact : undefined);
    if (!address) return '';
    return formatDialogLines(this.beganDialog ? this.message.recordRoute : [], address);
  }
}

/** One for all, so that an empty slot costs nothing. */
function nothing(): void {}
