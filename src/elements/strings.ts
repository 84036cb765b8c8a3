/**
 * Every text that the elements say, in English; but those that only the elements of `further.ts` say: `further-strings.ts`.
 * Other languages have the same names (`locales`).
 */
export const strings = {
  // connection
  connecting: 'Connecting…',
  reconnecting: 'Connection lost. Reconnecting…',
  offline: 'You are offline.',
  notSignedIn: 'Not signed in',
  theServer: 'The server',
  signInFailed: 'Signing in failed.',
  tryAgain: 'Try again',

  // conversation
  chat: 'Chat',
  chatWith: (names: string) => `Chat with ${names}`,
  groupChat: 'Group chat',
  people: (count: number) => (count === 1 ? 'Only you' : `${count} people`),
  inviting: 'Calling…',
  active: 'Connected',
  ended: 'Chat ended',
  youLeft: 'You left this chat.',
  youEnded: 'You ended this chat.',
  calling: (name: string) => `Calling ${name}…`,
  ringing: (name: string) => `Ringing. Waiting for ${name} to answer…`,
  joining: 'Joining…',
  inLobby: 'Waiting to be let in…',
  alone: 'You are the only one here.',
  theGroup: 'The group',
  cancel: 'Cancel',
  end: 'End',
  leave: 'Leave',
  endChat: 'End chat',
  leaveChat: 'Leave chat',
  startChat: 'Start chat',
  startAgain: 'Start again',
  typing: ([first, second, third]: readonly string[], count: number) =>
    third
      ? `${count} people are typing…`
      : second
        ? `${first} and ${second} are typing…`
        : first
          ? `${first} is typing…`
          : '',
  startHint: 'Send a message to start the chat.',
  noConversation: 'No chat is open.',
  waitingForChat: 'A chat that you accept appears here.',
  sayHello: 'No messages yet. Say hello.',
  wantsToChat: (name: string) => `${name} wants to chat`,
  invitesToGroup: (name: string) => `${name} invites you to a group chat`,
  accept: 'Accept',
  decline: 'Decline',

  // people
  addPerson: 'Add a person',
  notAnAddress: (text: string) => `“${text}” is not an address. Write it like name@example.com.`,

  // messages
  messages: 'Messages',
  messagesWith: (names: string) => `Messages with ${names}`,
  you: 'You',
  sending: 'Sending…',
  sent: 'Sent, stored by the server',
  sentShort: 'Sent',
  notSent: (why: string) => `Not sent. ${why}`,
  sendAgain: 'Send again',
  copy: 'Copy',
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  toEnd: 'Newest messages',
  joined: (name: string) => `${name} joined`,
  left: (name: string) => `${name} left`,
  added: (by: string, name: string) => `${by} added ${name}`,
  removed: (by: string, name: string) => `${by} removed ${name}`,
  leads: (name: string) => `${name} is a leader now`,
  leadsNoMore: (name: string) => `${name} is no leader any more`,
  topicIs: (by: string, topic: string) =>
    `${by ? `${by} changed the topic` : 'The topic changed'}${topic ? ` to “${topic}”` : ''}`,
  says: (name: string, text: string) => `${name}: ${text}`,
  burst: (count: number, name: string, text: string) => `${count} new messages, last from ${name}: ${text}`,

  // composer
  message: 'Message',
  messageAll: 'Message everyone',
  messageTo: (names: string) => `Message ${names}`,
  send: 'Send',
  textStays: 'Your text stays here.',
  cannotSend: 'This cannot be sent now. Your text stays here.',
  sentLater: 'You are offline. Messages are sent when you are back.',
  charactersLeft: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  tooLong: (count: number) => (count === 1 ? '1 character too many.' : `${count} characters too many.`),
  noFiles: 'Files cannot be sent here.',
  emoji: 'Emoji',

  // why something did not work
  Busy: (name: string) => `${name} is busy.`,
  Declined: (name: string) => `${name} declined.`,
  DestinationNotFound: (name: string) => `There is no one at ${name}.`,
  DoNotDisturb: (name: string) => `${name} does not want to be disturbed.`,
  RemoteConnectionLost: (name: string) => `${name} lost the connection.`,
  TemporarilyUnavailable: (name: string) => `${name} cannot be reached at the moment.`,
  Terminated: (name: string) => `${name} ended the chat.`,
  Timeout: (name: string) => `${name} did not answer.`,
  TooManyParticipants: 'This chat is full.',
  /** What a reason says itself is English. Other languages know it by its codes, innermost first. */
  because: (_codes: readonly unknown[], message: string) => message,
  didNotWork: 'It did not work.',
  tryLater: 'Try again later.',
  checkAddress: 'Check the address.',
};
