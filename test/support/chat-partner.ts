import type { Application, Conversation } from '../../src/model/index.js';
import { until } from './until.js';

/** Resolves with the next conversation that somebody invites `application` to. */
export function nextInvitation(application: Application): Promise<Conversation> {
  return new Promise(resolve => {
    const seen = new Set(application.conversationsManager.conversations());
    const subscription = application.conversationsManager.conversations.added(conversation => {
      if (seen.has(conversation)) return;
      queueMicrotask(() => subscription.dispose());
      resolve(conversation);
    });
  });
}

/** `from` starts a chat with `to`, who accepts. Resolves with both sides when both are connected. */
export async function connect(from: Application, to: Application): Promise<[Conversation, Conversation]> {
  const invited = nextInvitation(to);
  const mine = from.conversationsManager.getConversation(to.personsAndGroupsManager.mePerson.id());
  const started = mine.chatService.start();
  const theirs = await invited;
  await theirs.chatService.accept();
  await started;
  await until(theirs.state, 'Connected');
  return [mine, theirs];
}

/** The texts of a conversation's messages, in the order in which they are shown. */
export function textsOf(conversation: Conversation): string[] {
  return conversation.chatService.messages().map(message => message.text());
}

/** Resolves when the conversation has `count` messages. */
export function untilMessages(conversation: Conversation, count: number): Promise<void> {
  return until(conversation.chatService.messages.size, count);
}

/** The people in the conversation beside us, by name, sorted. */
export function namesIn(conversation: Conversation): string[] {
  return conversation
    .participants()
    .map(participant => participant.displayName())
    .sort();
}
