import type { Application, Conversation } from '../model/index.js';

/** Whether it is known by now that somebody else has signed in than who had the conversation: then it is not to be shown. */
export function isOfAnotherAccount(
  conversation: Conversation | undefined,
  application: Application | undefined,
): boolean {
  const me = application?.personsAndGroupsManager.mePerson.id();
  return !!me && conversation !== undefined && conversation.selfParticipant.person.id() !== me;
}
