import { strings } from './strings.js';

/** What only the elements of `further.ts` say, in English. */
export const furtherStrings = {
  // messages
  delivered: 'Delivered',
  deliveredTo: (count: number, all: number) => `Delivered to ${count} of ${all}`,
  read: 'Read',
  readBy: (count: number, all: number) => (count < all ? `Read by ${count} of ${all}` : 'Read by everyone'),
  undelivered: (names: string) => `Could not be delivered to ${names}`,
  copied: 'Copied',
  newLine: 'New messages',
  loadOlder: 'Load older messages',
  loadingOlder: 'Loading older messages…',
  olderLoaded: (count: number) => (count === 1 ? '1 older message loaded' : `${count} older messages loaded`),
  olderNotLoaded: (why: string) => `Older messages could not be loaded. ${why}`,
  beginning: 'This is the beginning of the conversation.',

  // people
  peopleInChat: 'People in this chat',
  guest: 'guest',
  leader: 'leader',
  Connecting: 'being asked',
  InLobby: 'waits to be let in',
  letIn: 'Let in',
  refuse: 'Refuse',
  more: 'Actions',
  remove: 'Remove',
  Leader: 'Make leader',
  Attendee: 'Make attendee',
  dismiss: 'Dismiss',
  morePeople: (count: number) => `${count} more`,
  fewerPeople: 'Show fewer',

  // adding people
  addPeople: 'Add people',
  close: 'Close',
  nameOrAddress: 'Name or name@example.com',
  add: 'Add',
  chosenPeople: 'People to add',
  foundPeople: 'People found',
  takeOut: (name: string) => `Take out ${name}`,
  searching: 'Searching…',
  found: (count: number) => (count === 1 ? '1 person found' : `${count} people found`),
  nobodyFound: (text: string) => `Nobody found for “${text}”. You can add anybody by address.`,
  searchFailed: 'Searching did not work. You can add anybody by address.',
  isHere: 'in this chat',
  isChosen: 'chosen',
  asking: (names: string) => `Asking ${names}…`,

  // presence
  presenceOnline: 'Available',
  presenceBusy: 'Busy',
  presenceDoNotDisturb: 'Do not disturb',
  presenceAway: 'Away',
  presenceBeRightBack: 'Be right back',
  presenceIdle: 'Inactive',
  presenceOffline: 'Offline',
  presenceHidden: 'Appears offline',
  lastSeen: (status: string, when: string) => `${status}, last seen ${when}`,

  // launcher
  chatUnread: (label: string, count: number) =>
    `${label}, ${count === 1 ? '1 unread message' : `${count} unread messages`}`,
  closeChat: 'Close',
  allChats: 'All chats',

  // notifications
  notifications: 'Notifications',
  notifyBySound: 'Play a sound',
  notifyOnDesktop: 'Show on the desktop',
  notificationsBlocked: 'Your browser does not let this page show notifications. You can allow it in its settings.',
  notificationsUnsupported: 'Your browser cannot show notifications of this page.',
  inChat: (name: string, chat: string) => `${name} in ${chat}`,

  // conversations
  chats: 'Chats',
  noChats: 'No chats yet.',
  loadingChats: 'Loading chats…',
  olderChats: 'Show older chats',
  unreadMessages: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),

  // invitations
  invitations: 'Invitations',

  // emoji
  emojiFaces: 'Faces',
  emojiGestures: 'Gestures and people',
  emojiNature: 'Nature',
  emojiFood: 'Food and drink',
  emojiPlaces: 'Travel and leisure',
  emojiObjects: 'Things',
  emojiSymbols: 'Symbols',
};

// To the others, as soon as this is loaded.
Object.assign(strings, furtherStrings);
