import { createContext } from '@lit/context';
import type { Conversation } from '../model/index.js';

/** Carries the `Conversation` that the elements below share. The key is public: any element may provide or consume it. */
export const conversationContext = createContext<Conversation | undefined>(
  Symbol.for('sip-chat-elements.conversation'),
);
