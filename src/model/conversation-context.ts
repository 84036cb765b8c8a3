import type { Property } from '../observable/index.js';

/** Data that an invitation carries beside the message. */
export interface ContextInfo {
  /** Media type: `text/plain`, `text/json`, … */
  readonly contentType: string;
  readonly body: string;
}

/** How to start a chat. */
export interface StartOptions {
  /** Data for the other side: a text, a number, … or an object that JSON can hold. */
  readonly context?: unknown;
  /** Its media type. `text/json` for an object and `text/plain` for anything else unless given. */
  readonly contextType?: string | undefined;
}

/** The data that came, or went, with the invitation to a two-party chat. */
export interface ConversationContext extends Property<unknown> {
  /** The data's media type. */
  readonly type: Property<string | undefined>;
}

/** What to send; undefined when there is nothing. */
export function formatContext({ context, contextType }: StartOptions): ContextInfo | undefined {
  if (context === undefined) return undefined;
  const isObject = typeof context === 'object';
  return {
    contentType: contextType ?? (isObject ? 'text/json' : 'text/plain'),
    body: isObject ? JSON.stringify(context) : String(context),
  };
}

/** The data: an object again when it is JSON, else the text. */
export function parseContext({ contentType, body }: ContextInfo): unknown {
  try {
    return contentType.endsWith('json') ? JSON.parse(body) : body;
  } catch {
    return body; // it is said to be JSON, but is not
  }
}
