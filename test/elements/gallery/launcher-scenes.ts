// The states of <presence-badge>, <conversation-list>, <chat-launcher> and <chat-notifications>.
import {
  ChatConversationElement,
  ChatLauncherElement,
  ChatNotificationsElement,
  ChatProviderElement,
  ConversationListElement,
  PresenceBadgeElement,
} from '../../../src/elements/index.js';
import type { Application, ArchivedConversation, Person, PersonInfo, PersonStatus } from '../../../src/model/index.js';
import { Reason } from '../../../src/observable/index.js';
import { alice, bob, carol, type FakeChat, type FakeNetwork, incoming, settle, signedIn } from '../fake-network.js';
import type { Scene } from './talks.js';

const dave: PersonInfo = { uri: 'sip:dave@contoso.example', displayName: 'Dave O’Donnell' };
const erika: PersonInfo = { uri: 'sip:erika@contoso.example', displayName: 'Erika Mustermann-Schwarzenberg' };
export const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

const STATUSES: readonly PersonStatus[] = [
  'Online',
  'Busy',
  'DoNotDisturb',
  'Away',
  'BeRightBack',
  'Idle',
  'Offline',
  'Hidden',
  'Unknown',
];

/** The server tells that somebody has this status. */
export function show(network: FakeNetwork, person: Person, status: PersonStatus, lastSeenAt?: Date): void {
  network.watchers.get(person.id())?.({ status, activity: '', note: '', location: '', lastSeenAt });
}

/** A conversation as the server's archive tells of it. */
export function archived(uri: string, people: readonly PersonInfo[], at: Date, unread = 0): ArchivedConversation {
  const isGroup = people.length > 1;
  return { uri, isGroup, topic: '', creator: alice, people, at, unread, read: unread ? 0 : 9 };
}

/** Somebody starts a chat with Alice, who accepts it. */
export async function chatFrom(network: FakeNetwork, application: Application, from: PersonInfo): Promise<FakeChat> {
  const chat = network.invite(from);
  const conversation = application.conversationsManager.conversations().at(-1);
  const accepted = conversation?.chatService.accept();
  chat.accepts[0]?.succeed(undefined);
  await accepted;
  return chat;
}

/** What the archive has been asked for last answers with one page. */
export function tellPast(network: FakeNetwork, items: readonly ArchivedConversation[], next?: number): void {
  network.pages.at(-1)?.succeed({ items, next });
}

/** A list with all sorts of conversations. */
export async function manyConversations(root: HTMLElement) {
  const { application, network } = await signedIn();
  const list = new ConversationListElement();
  list.application = application;
  root.append(list);
  await settle(list);
  const chat = await fill(list, application, network);
  list.selected = application.conversationsManager.conversations().find(({ topic }) => topic());
  await settle(list);
  return { application, network, list, chat };
}

/** All sorts of conversations; rows of them in `list` are seen. */
async function fill(list: ConversationListElement, application: Application, network: FakeNetwork): Promise<FakeChat> {
  const group = archived('sip:room-9@contoso.example', [carol, dave], hoursAgo(30));
  tellPast(network, [
    archived('sip:room-7@contoso.example', [dave], hoursAgo(3), 2),
    { ...group, topic: 'Report for November' },
    archived('sip:room-5@contoso.example', [erika], hoursAgo(24 * 12)),
  ]);
  await settle(list);
  const said = [
    [dave, 'The chairs are here. Shall I send somebody up with them?'],
    [carol, 'Signed.'],
    [erika, 'Thank you very much for your help last week, it works now.'],
  ] as const;
  for (const [index, [from, text]] of said.entries()) {
    // It is asked for when the row has been seen.
    for (let frames = 0; !network.histories[index] && frames < 100; frames++) await settle(list);
    const item = { ...incoming(from, text, hoursAgo(30)), type: 'TextMessage', position: 1 } as const;
    network.histories[index]?.succeed({ items: [item], next: undefined });
  }
  const chat = await chatFrom(network, application, bob);
  chat.events.identified(bob);
  chat.say(bob, 'Good morning! Did the new build go out last night?', hoursAgo(0.2));
  chat.say(bob, 'Here is the link.', hoursAgo(0.1));
  network.invite(carol, { first: 'Do you have a minute?' });
  const { getPerson } = application.personsAndGroupsManager;
  await settle(list);
  show(network, getPerson(bob.uri), 'Online');
  show(network, getPerson(carol.uri), 'Busy');
  show(network, getPerson(dave.uri), 'Away');
  show(network, getPerson(erika.uri), 'Offline');
  await settle(list);
  return chat;
}

/** A launcher in a provider, with nothing inside. */
export async function launcherOf(root: HTMLElement) {
  const { application, network } = await signedIn();
  const provider = new ChatProviderElement();
  provider.application = application;
  const launcher = new ChatLauncherElement();
  provider.append(launcher);
  root.append(provider);
  await settle(launcher);
  return { application, network, launcher };
}

/** The same, open, with all sorts of conversations. */
export async function openLauncher(root: HTMLElement) {
  const shown = await launcherOf(root);
  const { launcher, application, network } = shown;
  launcher.open = true;
  await settle(launcher);
  const list = launcher.renderRoot.querySelector('conversation-list') as ConversationListElement;
  const chat = await fill(list, application, network);
  return { ...shown, list, chat };
}

/** A launcher with a chat with Bob inside, who has said two things. */
export async function launcherWithChat(root: HTMLElement) {
  const { application, network } = await signedIn();
  const chat = await chatFrom(network, application, bob);
  chat.events.identified(bob);
  const launcher = new ChatLauncherElement();
  const element = new ChatConversationElement();
  const [conversation] = application.conversationsManager.conversations();
  element.conversation = conversation;
  launcher.append(element);
  root.append(launcher);
  chat.say(bob, 'Good morning! Did the new build go out last night?');
  chat.say(bob, 'And who signs the report?');
  await settle(launcher);
  return { application, network, launcher, element, chat, conversation };
}

/** How a user chooses to be told of messages, in a browser that has been asked, or not. */
async function notifications(root: HTMLElement, permission: NotificationPermission): Promise<HTMLElement> {
  // Without being asked, headless Chromium denies, WebKit does not.
  Object.defineProperty(Notification, 'permission', { configurable: true, value: permission });
  const element = new ChatNotificationsElement();
  element.sound = true;
  root.append(element);
  await settle(element);
  element.renderRoot.querySelector('button')?.click();
  await settle(element);
  return element;
}

export const launcherScenes: Readonly<Record<string, Scene>> = {
  presence: async root => {
    const { application, network } = await signedIn();
    const page = document.createElement('p');
    root.append(page);
    for (const status of STATUSES) {
      const badge = new PresenceBadgeElement();
      const person = application.personsAndGroupsManager.getPerson(`${status}@contoso.example`);
      badge.person = person;
      page.append(badge, ` ${status} `, document.createElement('br'));
      await settle(badge);
      show(network, person, status);
      await settle(badge);
    }
    return page;
  },
  conversations: async root => (await manyConversations(root)).list,
  'older-conversations': async root => {
    const { application, network } = await signedIn();
    const list = new ConversationListElement();
    list.application = application;
    root.append(list);
    await settle(list);
    const people = [bob, carol, dave, erika];
    const past = Array.from({ length: 20 }, (_, index) =>
      archived(`sip:room-${index}@contoso.example`, people.slice(index % 4, (index % 4) + 1), hoursAgo(index * 9)),
    );
    tellPast(network, past, 20);
    await settle(list);
    list.renderRoot.querySelector('[part=more]')?.scrollIntoView();
    await settle(list);
    return list;
  },
  launcher: async root => (await launcherWithChat(root)).launcher,
  'launcher-open': async root => {
    const { launcher } = await launcherWithChat(root);
    launcher.open = true;
    await settle(launcher);
    return launcher;
  },
  'launcher-list': async root => (await openLauncher(root)).launcher,
  'launcher-conversation': async root => {
    const { launcher, application } = await openLauncher(root);
    launcher.conversation = application.conversationsManager.conversations().at(-2);
    await settle(launcher);
    return launcher;
  },
  notifications: root => notifications(root, 'default'),
  'notifications-blocked': root => notifications(root, 'denied'),
  'no-conversations': async root => {
    const { application, network } = await signedIn();
    const list = new ConversationListElement();
    list.application = application;
    root.append(list);
    await settle(list);
    tellPast(network, []);
    await settle(list);
    return list;
  },
  'conversations-not-loaded': async root => {
    const { application, network } = await signedIn();
    const list = new ConversationListElement();
    list.application = application;
    root.append(list);
    await settle(list);
    network.pages[0]?.fail(new Reason('RequestFailed', { message: 'The server is busy.' }));
    await settle(list);
    return list;
  },
};
