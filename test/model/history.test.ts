import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ActivityItem,
  Application,
  ArchivedConversation,
  Conference,
  Conversation,
  LoggedItem,
  TextMessage,
} from '../../src/model/index.js';
import { showConference } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { type FakeNetwork, person, settled, text } from './fake-network.js';
import { signedIn } from './signed-in.js';

const GROUP = 'sip:chat-1@contoso.example';
const OLD = 'sip:chat-0@contoso.example';

const archived = (user: string, more: Partial<ArchivedConversation> = {}): ArchivedConversation => ({
  uri: OLD,
  isGroup: false,
  topic: '',
  creator: person('alice'),
  people: [person(user)],
  at: new Date(5000),
  unread: 0,
  read: 0,
  ...more,
});

const said = (user: string, words: string, position: number): LoggedItem => ({
  ...text(user, words),
  position,
  type: 'TextMessage',
});

const joined = (user: string, by: string, position: number): LoggedItem => ({
  type: 'ParticipantJoined',
  at: new Date(0),
  position,
  author: person(by),
  persons: [person(user)],
  context: '',
});

const conference = (users: readonly string[], more: Partial<Conference> = {}): Conference => ({
  people: users.map(user => ({ ...person(user), role: 'Attendee', inLobby: false })),
  role: 'Attendee',
  topic: '',
  isJoiningEnabled: false,
  creator: undefined,
  ...more,
});

/** An item in words: a message as what it says, else who did what to whom. */
function words(item: ActivityItem): string {
  if (item.type() === 'TextMessage') return (item as TextMessage).text();
  if (!('persons' in item)) throw new TypeError('Cannot happen: an item is one or the other');
  const names = item.persons().map(({ displayName }) => displayName());
  return [item.author()?.displayName(), item.type(), ...names, item.context()].filter(Boolean).join(' ');
}

const itemsOf = (conversation: Conversation): string[] => conversation.historyService.activityItems().map(words);

/** Alice is in a group with Bob, at his invitation. */
async function inGroup(): Promise<{ application: Application; network: FakeNetwork; conversation: Conversation }> {
  const { application, network } = await signedIn();
  network.invite('bob', { uri: GROUP });
  const conversation = application.conversationsManager.conversations(0);
  assert.ok(conversation);
  void conversation.chatService.accept();
  network.chat.events.begun(GROUP);
  await network.chat.answer('accept');
  network.chat.events.conference(conference(['bob']), showConference);
  return { application, network, conversation };
}

/** One conversation of the past, and its model. */
async function withArchived(one: ArchivedConversation) {
  const { application, network } = await signedIn();
  const more = application.conversationsManager.getMoreConversations();
  await network.answer('conversations', { items: [one], next: undefined });
  await more;
  const conversation = application.conversationsManager.conversations(0);
  assert.ok(conversation);
  return { application, network, conversation };
}

test('what happens in a group joins its history in order, each thing once, with whose doing it was', async () => {
  const { network, conversation } = await inGroup();
  const { events } = network.chat;
  events.conference(conference(['bob', 'carol'], { change: { position: 5, by: person('bob') } }), showConference);
  events.message({ ...text('carol', 'hello'), position: 6 });
  events.conference(
    conference(['bob', 'carol'], { topic: 'Lunch', change: { position: 7, by: person('bob') } }),
    showConference,
  );
  events.conference(
    conference(['bob', 'carol'], { topic: 'Lunch', role: 'Leader', change: { position: 8, by: person('bob') } }),
    showConference,
  );
  events.conference(
    conference(['bob'], { topic: 'Lunch', role: 'Leader', change: { position: 9, by: undefined } }),
    showConference,
  );
  events.conference(conference(['bob'], { topic: 'Lunch', role: 'Leader' }), showConference);
  assert.deepEqual(itemsOf(conversation), [
    'Bob ParticipantJoined Carol',
    'hello',
    'Bob TopicUpdate Lunch',
    'Bob ParticipantRoleUpdate Alice Leader',
    'Carol ParticipantLeft Carol',
  ]);
  assert.deepEqual(conversation.chatService.messages().map(words), ['hello'], 'messages are those that are texts');
  assert.equal(conversation.chatService.messages(0), conversation.historyService.activityItems(1));
});

test('who waits in the lobby has not joined; whom we find in a group has not either; who comes into a chat of two has', async () => {
  const { network, conversation } = await inGroup();
  const [carol] = conference(['carol']).people;
  const waiting = { people: [...conference(['bob']).people, ...(carol ? [{ ...carol, inLobby: true }] : [])] };
  network.chat.events.conference(conference(['bob'], waiting), showConference);
  assert.deepEqual(itemsOf(conversation), []);

  const two = await signedIn();
  const chat = two.application.conversationsManager.getConversation('bob@contoso.example');
  void chat.chatService.start();
  two.network.chat.events.begun(GROUP);
  await two.network.chat.answer('start');
  two.network.chat.events.promoted(GROUP);
  two.network.chat.events.conference(conference(['bob', 'carol'], { role: 'Leader' }), showConference);
  assert.deepEqual(itemsOf(chat), ['Carol ParticipantJoined Carol']);
});

test('older items land before live ones, page by page, and what is there already is not added again', async () => {
  const { network, conversation } = await inGroup();
  network.chat.events.message({ ...text('bob', 'live'), position: 9 });
  const { getMoreActivityItems } = conversation.historyService;
  assert.equal(getMoreActivityItems.enabled(), true);
  const first = getMoreActivityItems(2);
  assert.equal(network.log.at(-1), `history ${GROUP} 2 9`);
  await network.answer('history', {
    items: [said('bob', 'three', 7), said('bob', 'live', 9), said('alice', 'four', 8)],
    next: 7,
  });
  await first;
  assert.deepEqual(itemsOf(conversation), ['three', 'four', 'live']);
  const second = getMoreActivityItems();
  assert.equal(network.log.at(-1), `history ${GROUP} 20 7`);
  await network.answer('history', { items: [joined('bob', 'carol', 4), said('bob', 'two', 6)], next: undefined });
  await second;
  assert.deepEqual(itemsOf(conversation), ['Carol ParticipantJoined Bob', 'two', 'three', 'four', 'live']);
  assert.deepEqual(conversation.chatService.messages().map(words), ['two', 'three', 'four', 'live']);
  assert.equal(getMoreActivityItems.enabled(), false);
  await assert.rejects(getMoreActivityItems(), (reason: Reason) => reason.reason?.code === 'NoMore');
});

test('what a snapshot told after a lost connection does not come again from the log; what was before it does', async () => {
  const { network, conversation } = await inGroup();
  const { events } = network.chat;
  events.message({ ...text('bob', 'hello'), position: 10 });
  events.conference(conference(['bob']), showConference);
  // While the connection was lost, Carol and Dan have come; Carol had been there before.
  events.message({ ...text('bob', 'later'), position: 15 });
  events.conference(conference(['bob', 'carol', 'dan']), showConference);
  const live = ['hello', 'later', 'Carol ParticipantJoined Carol', 'Dan ParticipantJoined Dan'];
  assert.deepEqual(itemsOf(conversation), live);
  const read = conversation.historyService.getMoreActivityItems();
  await network.answer('history', { items: [joined('carol', 'bob', 3), said('bob', 'early', 4)], next: undefined });
  await read;
  assert.deepEqual(itemsOf(conversation), ['Bob ParticipantJoined Carol', 'early', ...live]);
});

test('what a snapshot told after a lost connection stands for the last such thing in the log, once', async () => {
  const { network, conversation } = await inGroup();
  const { events } = network.chat;
  events.message({ ...text('bob', 'later'), position: 15 });
  events.conference(conference(['bob', 'carol', 'dan']), showConference);
  const live = ['later', 'Carol ParticipantJoined Carol', 'Dan ParticipantJoined Dan'];
  const read = conversation.historyService.getMoreActivityItems();
  const items = [
    joined('carol', 'bob', 3),
    said('bob', 'early', 4),
    joined('dan', 'bob', 11),
    joined('carol', 'bob', 12),
  ];
  await network.answer('history', { items, next: undefined });
  await read;
  assert.deepEqual(itemsOf(conversation), ['Bob ParticipantJoined Carol', 'early', ...live]);
});

test('getMoreActivityItems goes on until there are as many as asked for, and is asked once at a time', async () => {
  const { network, conversation } = await inGroup();
  const { getMoreActivityItems } = conversation.historyService;
  const both = Promise.all([getMoreActivityItems(2), getMoreActivityItems(2)]);
  await network.answer('history', { items: [], next: 8 });
  await network.answer('history', { items: [said('bob', 'two', 7)], next: 7 });
  await network.answer('history', { items: [said('bob', 'one', 6)], next: 5 });
  await both;
  assert.deepEqual(itemsOf(conversation), ['one', 'two']);
  assert.deepEqual(network.log.slice(-3), [`history ${GROUP} 2`, `history ${GROUP} 2 8`, `history ${GROUP} 1 7`]);
});

test('a page that cannot be read rejects, and the next call asks for the same', async () => {
  const { network, conversation } = await inGroup();
  const { getMoreActivityItems } = conversation.historyService;
  const refused = new Reason('RequestFailed');
  const failing = getMoreActivityItems();
  void failing.catch(() => {});
  await network.refuse('history', refused);
  await assert.rejects(failing, refused);
  const again = getMoreActivityItems();
  await network.answer('history', { items: [said('bob', 'hi', 1)], next: undefined });
  await again;
  assert.deepEqual(itemsOf(conversation), ['hi']);
});

test('getMoreActivityItems is off where there is nothing, and while signed out', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('bob@contoso.example');
  const { enabled } = conversation.historyService.getMoreActivityItems;
  const why = (): string | undefined => (enabled.reason as Reason | undefined)?.code;
  assert.deepEqual([enabled(), why()], [false, 'NothingSaid']);
  const sent = conversation.chatService.sendMessage('hi');
  network.chat.events.begun(OLD);
  await network.chat.answer('start');
  await sent;
  assert.deepEqual([enabled(), why()], [false, 'NoMore'], 'of a chat that began here everything is here');
  void application.signInManager.signOut();
  await network.answer('signOut');
  assert.equal(why(), 'NotSignedIn');
});

test('conversations of the past join the list before those of now, have ended, and are not found by getConversation', async () => {
  const { application, network } = await signedIn();
  const { conversations, getMoreConversations, getConversation } = application.conversationsManager;
  const now = getConversation('bob@contoso.example');
  const more = getMoreConversations(2);
  void getMoreConversations();
  await network.answer('conversations', {
    items: [
      archived('bob', { unread: 3 }),
      archived('carol', { uri: GROUP, isGroup: true, topic: 'Lunch', creator: person('carol') }),
    ],
    next: 7,
  });
  await more;
  const [group, two, last] = conversations();
  assert.ok(group && two);
  assert.equal(last, now);
  assert.deepEqual([two.state(), two.uri(), two.participants(0)?.displayName()], ['Disconnected', null, 'Bob']);
  assert.deepEqual([group.uri(), group.topic(), group.creator.displayName()], [GROUP, 'Lunch', 'Carol']);
  assert.deepEqual([group.isGroupConversation(), group.participants(0)?.state()], [true, 'Disconnected']);
  assert.deepEqual(two.lastModificationTimestamp(), new Date(5000));
  assert.equal(getConversation('bob@contoso.example'), now);

  const rest = getMoreConversations();
  assert.equal(network.log.at(-1), 'conversations 20 7');
  await network.answer('conversations', { items: [archived('bob')], next: undefined });
  await rest;
  assert.equal(conversations.size(), 3, 'one that is there does not come again');
  assert.equal(getMoreConversations.enabled(), false);
  assert.equal((getMoreConversations.enabled.reason as Reason).code, 'NoMore');
});

test('a conversation that began here, or was removed from the list, does not come again from the archive', async () => {
  const { application, network } = await signedIn();
  const { conversations, getMoreConversations, getConversation } = application.conversationsManager;
  const chat = getConversation('bob@contoso.example');
  void chat.chatService.start();
  network.chat.events.begun(OLD);
  await network.chat.answer('start');
  const first = getMoreConversations(1);
  await network.answer('conversations', {
    items: [archived('bob'), archived('carol', { uri: GROUP, isGroup: true })],
    next: 1,
  });
  await first;
  assert.equal(conversations.size(), 2);
  const [group] = conversations();
  assert.ok(group);
  await conversations.remove(group);
  const second = getMoreConversations();
  await network.answer('conversations', { items: [archived('carol', { uri: GROUP, isGroup: true })], next: undefined });
  await second;
  assert.deepEqual(conversations(), [chat]);
});

test('an archived chat of two goes on with the same person on the same object, and its history stays to be read', async () => {
  const { network, conversation } = await withArchived(archived('bob'));
  const read = conversation.historyService.getMoreActivityItems(1);
  await network.answer('history', { items: [said('bob', 'old', 4)], next: 4 });
  await read;
  const sent = conversation.chatService.sendMessage('again');
  assert.equal(network.chat.target, person('bob').uri);
  network.chat.events.begun('sip:chat-2@contoso.example');
  await network.chat.answer('start');
  await sent;
  assert.equal(conversation.state(), 'Connected');
  network.chat.events.message({ ...text('bob', 'welcome'), position: 2 });
  const older = conversation.historyService.getMoreActivityItems();
  assert.equal(network.log.at(-1), `history ${OLD} 20 4`);
  await network.answer('history', { items: [said('bob', 'older', 3)], next: undefined });
  await older;
  assert.deepEqual(itemsOf(conversation), ['older', 'old', 'again', 'welcome']);
});

test('a group of the past is joined again by its URI, and hears what was said since', async () => {
  const { network, conversation } = await withArchived(archived('bob', { uri: GROUP, isGroup: true }));
  const read = conversation.historyService.getMoreActivityItems();
  await network.answer('history', { items: [said('bob', 'old', 4)], next: undefined });
  await read;
  void conversation.chatService.start();
  assert.deepEqual([network.chat.target, network.chat.after], [GROUP, 4]);
});

test('what others say is unread until all is marked as read, which tells the server', async () => {
  const { application, network, conversation } = await inGroup();
  const { unreadActivityItemsCount, markAllAsRead } = conversation.historyService;
  const { unreadConversationsCount } = application.conversationsManager;
  network.chat.events.message({ ...text('bob', 'one'), position: 1 });
  network.chat.events.message({ ...text('bob', 'two'), position: 2 });
  network.chat.events.message({ ...text('alice', 'from my phone'), position: 3 });
  const [one, , mine] = conversation.chatService.messages();
  assert.deepEqual([unreadActivityItemsCount(), unreadConversationsCount()], [2, 1]);
  assert.deepEqual([one?.isRead(), mine?.isRead()], [false, true]);
  const heard: boolean[] = [];
  one?.isRead.changed(read => void heard.push(read));
  const marked = markAllAsRead();
  await settled();
  assert.equal(network.chat.log.at(-1), 'displayed one, two');
  await network.chat.answer('displayed');
  await marked;
  assert.deepEqual([unreadActivityItemsCount(), unreadConversationsCount()], [0, 0]);
  assert.deepEqual(heard, [false, true]);
});

test('the server’s count stands for what is not here; what is read from the log is told apart by the position', async () => {
  const { network, conversation } = await withArchived(archived('bob', { unread: 3, read: 4 }));
  const { unreadActivityItemsCount, markAllAsRead, getMoreActivityItems } = conversation.historyService;
  assert.equal(unreadActivityItemsCount(), 3);
  const read = getMoreActivityItems(2);
  await network.answer('history', { items: [said('bob', 'known', 4), said('bob', 'new', 5)], next: 4 });
  await read;
  assert.deepEqual(
    conversation.chatService.messages().map(message => message.isRead()),
    [true, false],
  );
  assert.equal(unreadActivityItemsCount(), 3, 'one of the three is here now');
  const marked = markAllAsRead();
  await network.answer('markRead');
  await marked;
  assert.equal(unreadActivityItemsCount(), 0);
  assert.equal(network.log.at(-1), `markRead ${OLD}`);
  const older = getMoreActivityItems();
  await network.answer('history', { items: [said('bob', 'older', 3)], next: undefined });
  await older;
  assert.equal(unreadActivityItemsCount(), 0);
});

test('what is unread but not here is marked as read in the archive, also of a group that we have joined again', async () => {
  const { network, conversation } = await withArchived(archived('bob', { uri: GROUP, isGroup: true, unread: 5 }));
  void conversation.chatService.start();
  network.chat.events.begun(GROUP);
  await network.chat.answer('start');
  assert.equal(conversation.historyService.unreadActivityItemsCount(), 5);
  const marked = conversation.historyService.markAllAsRead();
  await network.answer('markRead');
  await marked;
  assert.deepEqual([network.log.at(-1), network.chat.log], [`markRead ${GROUP}`, ['start']]);
});

test('isHistoryEnabled is true, and its auto is false whatever is set', async () => {
  const { application } = await signedIn();
  const { isHistoryEnabled } = application.conversationsManager;
  isHistoryEnabled.auto(true);
  await isHistoryEnabled.auto.set(true);
  assert.deepEqual([isHistoryEnabled(), isHistoryEnabled.auto()], [true, false]);
});

test('acknowledge is off, as nothing is accepted in our place', async () => {
  const { conversation } = await inGroup();
  await assert.rejects(conversation.acknowledge(), (reason: Reason) => reason.reason?.code === 'NotAutoAccepted');
});
