import { formatHeader } from '../codec/index.js';
import type { AgentOptions } from './agent-options.js';
import type { IncomingRequest } from './incoming-request.js';

/** What the parts of one agent share: its options, and the wall that the owner's errors stop at. */
export class AgentCore {
  readonly options: AgentOptions;
  /** The User-Agent line of requests, or `''`. */
  readonly requestLine: string;
  /** The Server line of responses, or `''`. */
  readonly responseLine: string;

  constructor(options: AgentOptions) {
    const { product = [] } = options;
    this.options = options;
    this.requestLine = formatHeader('User-Agent', product);
    this.responseLine = formatHeader('Server', product);
  }

  /** Hands a request to a slot of the owner. If that throws before it has answered, the answer is 500. */
  show(request: IncomingRequest, slot: (request: IncomingRequest) => void): void {
    try {
      slot(request);
    } catch (error) {
      this.report(error);
      if (request.status === 0) request.respond(500);
    }
  }

  /** Calls a slot of the owner, whose error must not stop what the agent is doing. */
  tell(slot: () => void): void {
    try {
      slot();
    } catch (error) {
      this.report(error);
    }
  }

  report(error: unknown): void {
    (this.options.onError ?? console.error)(error);
  }
}
