import assert from 'node:assert/strict';
import type { Application, Conversation, Participant } from '../../src/model/index.js';
import { Computed, type Property, Reason } from '../../src/observable/index.js';

/** How long a side may take to see what is expected, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What one side sees, in order: `conversation.state Connecting`, `bob.chat.state Connected`, `start() resolved`. */
class Side {
  readonly #lines: string[] = [];
  #wake: () => void = () => {};

  write(line: string): void {
    this.#lines.push(line);
    this.#wake();
  }

  /** The next lines, as many as are expected, when they are there; fewer when no more come in time. */
  async take(count: number): Promise<string[]> {
    const giveUp = AbortSignal.timeout(PATIENCE_MS);
    while (this.#lines.length < count && !giveUp.aborted) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
        giveUp.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return this.#lines.splice(0);
  }
}

/** What each side is to see in one row of a table; who is not there is to see nothing. */
export type Row = Readonly<Record<string, readonly string[]>>;

/**
 * Records what several sides see, and compares it with a table, row by row. A row waits until everybody has seen as much
 * as it says; what is seen beyond that is an error in this row or in the next one.
 */
export class Timeline {
  readonly #sides = new Map<string, Side>();

  /** Follows all conversations that somebody has from now on. */
  watch(name: string, { conversationsManager }: Application): void {
    this.#sides.set(name, new Side());
    const { conversations } = conversationsManager;
    const known = new Set(conversations());
    conversations.added(conversation => {
      if (known.has(conversation)) return;
      const { state, selfParticipant, chatService, isGroupConversation } = conversation;
      const now = [state(), selfParticipant.chat.state(), ...(isGroupConversation() ? ['group'] : [])].join(' ');
      this.write(name, `conversations.added ${now}, can ${commandsOf(chatService)}`);
      this.#follow(name, conversation);
    });
    conversations.removed(() => this.write(name, 'conversations.removed'));
  }

  /** What somebody sees from now on does not count. */
  unwatch(name: string): void {
    this.#sides.delete(name);
  }

  write(name: string, line: string): void {
    this.#sides.get(name)?.write(line);
  }

  /** Writes down each change of a property. */
  tell<T>(name: string, what: string, property: Property<T>): void {
    let first = true;
    property.changed((value, reason) => {
      if (!first) this.write(name, `${what} ${value}${because(reason)}`);
      first = false;
    });
    first = false; // a value that is undefined is not told at once
  }

  /** What was seen so far does not count. */
  clear(): void {
    for (const name of this.#sides.keys()) this.#sides.set(name, new Side());
  }

  /** Writes down how a promise ends. */
  promise(name: string, what: string, promise: Promise<unknown>): void {
    promise.then(
      () => this.write(name, `${what} resolved`),
      (reason: unknown) => this.write(name, `${what} rejected${because(reason)}`),
    );
  }

  /** @param act - What happens; its effects are the row. */
  async row(act: string, expected: Row): Promise<void> {
    const seen: Record<string, string[]> = {};
    for (const [name, side] of this.#sides) {
      const lines = await side.take(expected[name]?.length ?? 0);
      if (lines.length > 0 || expected[name]) seen[name] = lines;
    }
    assert.deepEqual(seen, expected, act);
  }

  #follow(name: string, conversation: Conversation): void {
    const { state, selfParticipant, participants, chatService, isGroupConversation, uri } = conversation;
    const tell = <T>(what: string, property: Property<T>): void => this.tell(name, what, property);
    tell('conversation.state', state);
    tell('chat.state', selfParticipant.chat.state);
    tell('isGroupConversation', isGroupConversation);
    tell(
      'uri',
      uri.map(value => (value ? 'set' : 'null')),
    );
    tell(
      'can',
      Computed(() => commandsOf(chatService)),
    );
    participants.added(participant => this.#tellOf(name, participant, tell));
    participants.removed(participant => this.write(name, `participants.removed ${userOf(participant)}`));
    chatService.messages.added(item => {
      this.write(name, `messages.added ${item.direction()} "${item.text()}" ${item.status()}`);
      tell(`"${item.text()}"`, item.status);
    });
  }

  #tellOf(name: string, participant: Participant, tell: <T>(what: string, property: Property<T>) => void): void {
    const who = userOf(participant);
    this.write(name, `participants.added ${who} ${participant.state()}`);
    tell(`${who}.state`, participant.state);
    tell(`${who}.chat.state`, participant.chat.state);
  }
}

/** What can be done now: `start`, `stop`, `accept, reject`. */
function commandsOf(chatService: Conversation['chatService']): string {
  const commands = (['start', 'stop', 'accept', 'reject'] as const).filter(name => chatService[name].enabled());
  return commands.join(', ') || 'nothing';
}

/** `bob` of `sip:bob@contoso.example`. */
function userOf(participant: Participant): string {
  return participant.uri().replace(/^sips?:|@.*/g, '');
}

/** ` (Refused: InvitationFailed Declined)`: code, then what lies behind it, each by its subcode where it has one. */
function because(reason: unknown): string {
  const codes: string[] = [];
  for (let inner = reason; inner instanceof Reason; inner = inner.reason) codes.push(inner.subcode ?? inner.code);
  return codes.length ? ` (${codes.join(': ')})` : '';
}
