// The states of <message-list>.
import { ChatConversationElement, MessageListElement } from '../../../src/elements/index.js';
import { type Receipt, showReceipt } from '../../../src/model/index.js';
import { Reason } from '../../../src/observable/index.js';
import { bob, carol, type FakeChat, type FakeNetwork, incoming, settle, signedIn } from '../fake-network.js';
import { archived, hoursAgo, tellPast } from './launcher-scenes.js';
import { group, type Scene, send, talking } from './talks.js';

/** The server tells what has become of the message that was sent last. */
export function receive(chat: FakeChat, who: typeof bob, receipt: Receipt): void {
  chat.events.receipt(chat.sends.at(-1)?.what.id ?? '', who, receipt, showReceipt);
}

/** A list of its own with a conversation of the past, which has nothing yet. */
export async function pastTalk(root: HTMLElement) {
  const { application, network } = await signedIn();
  const listed = application.conversationsManager.getMoreConversations();
  tellPast(network, [archived('sip:chat-0@contoso.example', [bob], hoursAgo(30))]);
  await listed;
  const list = new MessageListElement();
  const conversation = application.conversationsManager.conversations(0);
  list.conversation = conversation;
  root.append(list);
  await settle(list);
  return { list, network, conversation };
}

/** What has been asked of the archive last is answered: so many messages of Bob, the last one with that position. */
export async function tellOlder(list: MessageListElement, network: FakeNetwork, count: number, last: number) {
  const items = Array.from({ length: count }, (_, index) => {
    const position = last - count + 1 + index;
    const at = new Date(Date.now() - (101 - position) * 3_600_000);
    return { ...incoming(bob, `This was said as number ${position}.`, at), type: 'TextMessage', position } as const;
  });
  network.histories.at(-1)?.succeed({ items, next: last - count > 0 ? last - count + 1 : undefined });
  await settle(list);
}

async function refuseOlder(root: HTMLElement): Promise<HTMLElement> {
  const { list, network, conversation } = await pastTalk(root);
  const element = new ChatConversationElement();
  element.conversation = conversation;
  list.replaceWith(element);
  await settle(element);
  network.histories.at(-1)?.fail(new Reason('RequestFailed', { message: 'The server did not answer.' }));
  await settle(element);
  return element;
}

/** Points at the last message. */
export async function point(list: MessageListElement | null | undefined): Promise<void> {
  const row = [...(list?.renderRoot.querySelectorAll('.row') ?? [])].at(-1);
  await import('../../../src/elements/further.js');
  row?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  row?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  if (list) await settle(list);
}

export const listScenes: Readonly<Record<string, Scene>> = {
  'all-sorts-of-text': async root => {
    const { chat, conversation, element } = await talking(root);
    chat.say(bob, 'Run `npm start`, then change this:\n```js\nconst port = 8080;\nlisten(port);\n```\nand save.');
    chat.say(bob, '🎉👍🏽');
    chat.say(bob, 'مرحبا، كيف حالك؟ https://example.com/عربي');
    await send(conversation, chat, '👩‍👩‍👧');
    await settle(element);
    return element;
  },
  'sent-and-read': async root => {
    const { chat, conversation, element } = await talking(root);
    receive(chat, bob, 'Read');
    await send(conversation, chat, 'It is on your desk.');
    receive(chat, bob, 'Delivered');
    await send(conversation, chat, 'Are you there?');
    await settle(element);
    return element;
  },
  'read-by-some': async root => {
    const { chat, conversation, element } = await group(root);
    receive(chat, bob, 'Read');
    receive(chat, carol, 'Read');
    await send(conversation, chat, 'The report is out.');
    for (const who of [bob, carol]) receive(chat, who, 'Delivered');
    receive(chat, bob, 'Read');
    await send(conversation, chat, 'Thank you all!');
    receive(chat, carol, 'Failed');
    await settle(element);
    return element;
  },
  'new-messages': async root => {
    const { chat, element } = await group(root);
    const list = element.renderRoot.querySelector('message-list');
    list?.renderRoot.querySelector('[part=viewport]')?.scrollTo(0, 0);
    await settle(element);
    chat.say(bob, 'Here is the signed one.');
    chat.say(carol, 'I have it too.');
    await settle(element);
    return element;
  },
  'new-line': async root => {
    const { chat, element } = await group(root);
    const list = element.renderRoot.querySelector('message-list');
    list?.renderRoot.querySelector('[part=viewport]')?.scrollTo(0, 0);
    await settle(element);
    chat.say(bob, 'Here is the signed one.');
    chat.say(carol, 'I have it too.');
    await settle(element);
    list?.scrollToEnd();
    await settle(element);
    return element;
  },
  'pointed-at': async root => {
    const { element } = await talking(root);
    const list = element.renderRoot.querySelector('message-list');
    await point(list);
    [...(list?.renderRoot.querySelectorAll<HTMLElement>('.row') ?? [])].at(-1)?.focus();
    return element;
  },
  'loading-older': async root => (await pastTalk(root)).list,
  'older-refused': refuseOlder,
  'older-to-load': async root => {
    const { list, network } = await pastTalk(root);
    await tellOlder(list, network, 50, 99);
    list.renderRoot.querySelector('[part=viewport]')?.scrollTo(0, 0);
    await settle(list);
    return list;
  },
};
