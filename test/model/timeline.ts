import type { Conversation, Participant, TextMessage } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';

/** Writes down everything that a conversation tells, in order. What is so already is left out. */
export function timeline(conversation: Conversation): string[] {
  const log: string[] = [];
  const { state, selfParticipant, participants, chatService, isGroupConversation, uri } = conversation;
  state.changed((value, reason) => void log.push(`conversation ${value}${because(reason)}`));
  selfParticipant.chat.state.changed((value, reason) => void log.push(`chat ${value}${because(reason)}`));
  isGroupConversation.changed(value => void log.push(`group ${value}`));
  uri.changed(value => void log.push(`uri ${value}`));
  participants.added(participant => {
    log.push(`added ${nameOf(participant)} ${participant.state()}`);
    let first = true;
    participant.state.changed((value, reason) => {
      if (!first) log.push(`${nameOf(participant)} ${value}${because(reason)}`);
      first = false;
    });
  });
  participants.removed(participant => void log.push(`removed ${nameOf(participant)}`));
  chatService.messages.added(message => {
    log.push(`message ${describe(message)}`);
    message.status.changed(function (value, reason) {
      if (value !== 'Pending') log.push(`${message.text()} ${value}${because(reason)}`);
    });
  });
  log.length = 0;
  return log;
}

/** Writes down how a promise ends. */
export function follow(log: string[], name: string, promise: Promise<unknown>): void {
  promise.then(
    value => void log.push(`${name} resolved${value === undefined ? '' : ` ${String(value)}`}`),
    (reason: unknown) => void log.push(`${name} rejected${because(reason)}`),
  );
}

function describe(message: TextMessage): string {
  return `${message.direction()} ${message.sender.displayName()} "${message.text()}" ${message.status()}`;
}

function nameOf(participant: Participant): string {
  return participant.displayName();
}

function because(reason: unknown): string {
  if (reason === undefined) return '';
  const codes: string[] = [];
  for (let inner: unknown = reason; inner instanceof Reason; inner = inner.reason)
    codes.push(inner.subcode ?? inner.code);
  return ` (${codes.join(' ')})`;
}
