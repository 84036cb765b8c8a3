import type { Conversation, TextMessage } from '../model/index.js';
import { Property } from '../observable/index.js';
import { conversationTitle } from './conversation-title.js';
import type { Term } from './localize.js';
import { reasonSentence } from './reason-sentence.js';

/** What has become of a message of this user, for the eye. */
export interface Mark {
  /** `undelivered`: the server has it, but somebody will not get it. */
  readonly state: 'pending' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';
  /** How far it has come: 0 when the server does not have it yet; NaN where that went wrong. */
  readonly step: number;
  readonly text: string;
  /** Instead of `text`, for who sees the sign before it; others hear `text`. */
  readonly short?: string;
  /** It may be sent again. */
  readonly retry?: boolean;
}

/** Reads the receipts of a message that the server has; undefined when there are none. Loaded when there are messages. */
export type ReceiptMark = (
  message: TextMessage,
  conversation: Conversation,
  language: string,
  term: Term,
) => Mark | undefined;
export const receiptMark = Property<ReceiptMark | undefined>(undefined);

/** Reads properties. */
export function markOf(message: TextMessage, conversation: Conversation, language: string, term: Term): Mark {
  const status = message.status();
  if (status === 'Pending') return { state: 'pending', step: 0, text: term('sending') };
  if (status === 'Failed') {
    const { what } = reasonSentence(message.status.reason, conversationTitle(conversation), term);
    return { state: 'failed', step: NaN, text: term('notSent', what), retry: message.retry.enabled() };
  }
  return (
    receiptMark()?.(message, conversation, language, term) ?? {
      state: 'sent',
      step: 1,
      text: term('sent'),
      short: term('sentShort'),
    }
  );
}

/**
 * Whether a message of this user shows its mark: the last one does, and those before it whose mark differs. What the `next`
 * one has reached, those before it have reached too.
 */
export function showsMark({ step, text }: Mark, next: Mark | undefined): boolean {
  return !next || !(step < next.step || (step === next.step && text === next.text));
}
