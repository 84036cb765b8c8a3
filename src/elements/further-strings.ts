/** What only the elements of `further.ts` say. */
export const furtherStrings = {
  // people
  peopleInChat: 'People in this chat',
  guest: 'guest',
  leader: 'leader',
  Connecting: 'being asked',
  InLobby: 'waits to be let in',
  Connected: '',
  Disconnecting: '',
  Disconnected: '',
  letIn: 'Let in',
  refuse: 'Refuse',
  more: 'Actions',
  remove: 'Remove',
  Leader: 'Make leader',
  Attendee: 'Make attendee',
  addressExample: 'name@example.com',
  add: 'Add',
  asking: (address: string) => `Asking ${address}…`,

  // invitations
  invitations: 'Invitations',
};
