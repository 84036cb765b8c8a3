import { LitElement } from 'lit';
import { property } from 'lit/decorators/property.js';
import { state } from 'lit/decorators/state.js';
import { consume } from '@lit/context';
import type { Conversation } from '../model/index.js';
import { conversationContext } from './conversation-context.js';

/** What every element that draws a part of one conversation shares: where the conversation comes from. */
export abstract class ConversationElement extends LitElement {
  /** What is drawn. Comes from the nearest `<chat-conversation>`, or other provider, unless the page sets it. */
  @property({ attribute: false })
  get conversation(): Conversation | undefined {
    return this.#given ?? this.near;
  }
  set conversation(conversation: Conversation | undefined) {
    this.#given = conversation;
  }
  /** @internal */
  @consume({ context: conversationContext, subscribe: true })
  @state()
  protected near: Conversation | undefined;

  #given: Conversation | undefined;
}
