// Talks between Alice and others, on a page, for the scenes and the tests to go on from.
import { ChatConversationElement, defineElements } from '../../../src/elements/index.js';
import type { Application, Conversation } from '../../../src/model/index.js';
import { pageStorage } from '../../../src/elements/page-storage.js';
import { alice, bob, carol, type FakeChat, type FakeNetwork, settle, signedIn } from '../fake-network.js';

defineElements();

/** Puts a state on the page, inside `root`. Resolves when it is drawn. */
export type Scene = (root: HTMLElement) => Promise<HTMLElement>;

export interface Chat {
  readonly application: Application;
  readonly network: FakeNetwork;
  readonly conversation: Conversation;
  readonly element: ChatConversationElement;
  readonly chat: FakeChat;
}

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
/** Shows Alice's conversation with Bob, not started. */
export async function withBob(root: HTMLElement): Promise<Omit<Chat, 'chat'>> {
  pageStorage.set(`sip-chat draft ${alice.uri} ${bob.uri}`, ''); // of another scene
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation(bob.uri);
  const element = new ChatConversationElement();
  element.conversation = conversation;
  root.append(element);
  await settle(element);
  return { application, network, conversation, element };
}

/** The same, with Bob having accepted. */
export async function connectedWithBob(root: HTMLElement): Promise<Chat> {
  const idle = await withBob(root);
  const started = idle.conversation.chatService.start();
  await settle(idle.element);
  const { chat } = idle.network;
  chat.events.identified(bob);
  chat.starts[0]?.succeed();
  await started;
  await settle(idle.element);
  return { ...idle, chat };
}

/** The same, with some talk. */
export async function talking(root: HTMLElement): Promise<Chat> {
  const shown = await connectedWithBob(root);
  const { chat, conversation, element } = shown;
  chat.say(bob, 'Good morning! Did the new build go out last night?', minutesAgo(60 * 26));
  chat.say(bob, 'Good morning', minutesAgo(14));
  chat.say(bob, 'The draft is at https://intranet.contoso.example/reports/2026 (page 4).', minutesAgo(14));
  await send(conversation, chat, 'Thanks, I will read it before lunch.');
  await send(conversation, chat, 'One question:\nwho signs it?');
  chat.say(bob, 'Carol does. Shall we ask her?');
  await settle(element);
  return shown;
}

/** The same, with Carol. */
export async function group(root: HTMLElement): Promise<Chat> {
  const shown = await talking(root);
  const { chat, conversation, element } = shown;
  const added = conversation.participants.add(carol.uri);
  await settle(element);
  chat.events.promoted('sip:room-1@contoso.example');
  chat.events.identified(carol);
  chat.conference([
    { ...bob, role: 'Attendee' },
    { ...carol, role: 'Attendee' },
  ]);
  chat.adds[0]?.succeed();
  await added;
  await settle(element);
  chat.say(carol, 'Hi both. Yes, I can sign it today.');
  chat.say(bob, 'Perfect.');
  await send(conversation, chat, 'Great, thank you Carol!');
  await settle(element);
  return shown;
}

export async function send(conversation: Conversation, chat: FakeChat, text: string): Promise<void> {
  const sent = conversation.chatService.sendMessage(text);
  await Promise.resolve();
  await Promise.resolve();
  chat.sends.at(-1)?.succeed();
  await sent;
}
