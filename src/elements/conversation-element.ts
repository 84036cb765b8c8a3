import type { PropertyDeclarations } from 'lit';
import type { Conversation } from '../model/index.js';
import { ChatElement } from './chat-element.js';
import { consume } from './context.js';
import { conversationContext } from './conversation-context.js';

/** What every element that draws a part of one conversation shares: where the conversation comes from. */
export abstract class ConversationElement extends ChatElement {
  static override properties: PropertyDeclarations = { conversation: { attribute: false } };
  readonly #near = consume(this, conversationContext);
  #given: Conversation | undefined;

  /** What is drawn. Comes from the nearest `<chat-conversation>`, or other provider, unless the page sets it. */
  get conversation(): Conversation | undefined {
    return this.#given ?? this.#near();
  }
  set conversation(conversation: Conversation | undefined) {
    this.#given = conversation;
  }
}
