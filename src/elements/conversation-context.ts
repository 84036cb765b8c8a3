import type { Conversation } from '../model/index.js';
import type { Context } from './context.js';

/** Carries the `Conversation` that the elements below share. The key is public: any element may provide or consume it. */
export const conversationContext = Symbol.for('sip-chat-elements.conversation') as Context<Conversation | undefined>;
