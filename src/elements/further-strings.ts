import { strings } from './strings.js';

/** What only the elements of `further.ts` say, in English. */
export const furtherStrings = {
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
  addressExample: 'name@example.com',
  add: 'Add',
  asking: (address: string) => `Asking ${address}…`,

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

  // invitations
  invitations: 'Invitations',
};

// To the others, as soon as this is loaded.
Object.assign(strings, furtherStrings);
