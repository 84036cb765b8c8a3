import { ChatConversationElement, ChatProviderElement, defineElements } from '../elements/index.js';
import type { Application, Conversation, ConversationsManager } from '../model/index.js';
import { Reason } from '../observable/index.js';
import { type CheckedOptions, checkOptions } from './control-options.js';
import { findContainer } from './container.js';

/** What stands in each container. */
const controls = new WeakMap<Element, Element>();

/**
 * Draws a conversation inside an element: see `SkypeApi.renderConversation`.
 *
 * @param applications - Of the page. The first is the one whose conversations are found and made.
 */
export async function renderConversation(
  applications: readonly [Application, ...Application[]],
  container: unknown,
  options?: unknown,
): Promise<Conversation> {
  const wanted = checkOptions(options);
  if (!wanted.conversation && applications[0].signInManager.state() !== 'SignedIn') {
    throw new Reason('NotSignedIn', { message: 'Sign in by `api.UIApplicationInstance` first.' });
  }
  const place = findContainer(container);
  const { provider, chat } = makeControl();
  controls.get(place)?.remove();
  controls.set(place, provider);
  place.append(provider);
  if (place.isConnected) await chat.updateComplete; // what is in no document is never drawn
  // Before a conversation is made, so that none is left over from a control that nobody sees.
  if (controls.get(place) !== provider) {
    throw new Reason('Replaced', { message: 'Another conversation was drawn in the same container.' });
  }
  if (!isVisible(chat)) {
    provider.remove();
    throw new Reason('ContainerNotVisible', {
      message: 'The container cannot be seen: show it, and give it a width and a height, before drawing in it.',
    });
  }
  const conversation = choose(applications[0].conversationsManager, wanted);
  provider.application = applications.find(application => has(application, conversation));
  chat.conversation = conversation;
  await chat.updateComplete;
  return conversation;
}

function makeControl(): { provider: ChatProviderElement; chat: ChatConversationElement } {
  defineElements();
  const provider = document.createElement('chat-provider');
  const chat = document.createElement('chat-conversation');
  if (!(provider instanceof ChatProviderElement && chat instanceof ChatConversationElement)) {
    throw new Reason('LoadedTwice', {
      message: 'Another script has registered <chat-conversation>. Load only one of the two.',
    });
  }
  chat.style.blockSize = '100%';
  provider.append(chat);
  return { provider, chat };
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}

function choose(
  manager: ConversationsManager,
  { participants = [], conversation, conversationId }: CheckedOptions,
): Conversation {
  if (conversation) return conversation;
  if (conversationId !== undefined) return manager.getConversationByUri(conversationId);
  const [first, ...more] = participants;
  if (first !== undefined && more.length === 0) return manager.getConversation(first);
  const group = manager.createConversation();
  for (const participant of participants) {
    group.participants.add(participant).catch(() => {}); // the control shows who does not come, and why
  }
  return group;
}

function has({ conversationsManager }: Application, conversation: Conversation): boolean {
  return conversationsManager.conversations().includes(conversation);
}
