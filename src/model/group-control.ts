import { Command, Enabled, Property, Reason } from '../observable/index.js';
import type { Chat } from './chat.js';
import type { ChatPort, ConferenceChange, ParticipantRole } from './chat-port.js';
import type { Participant } from './participant.js';

/** What the leaders of a group can do: change it, and who is in it. Nobody leads a two-party chat. */
export class GroupControl {
  /** Our own. */
  readonly role = Property<ParticipantRole>('Attendee');
  readonly isJoiningEnabled = Property(false);
  readonly #chat: Chat;

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  /** Why we cannot do it now, if so. */
  get obstacle(): Reason | undefined {
    return this.#chat.obstacle(['Connected']) ?? (this.role() === 'Leader' ? undefined : NOT_LEADER);
  }

  /** Why the topic cannot be set now, if so: before anybody has been told of the conversation, it can be without leading. */
  get topicObstacle(): Reason | undefined {
    return this.#untold ? undefined : this.obstacle;
  }

  /** The same of whether others may join, which whoever makes the group may say before. */
  get joiningObstacle(): Reason | undefined {
    return this.#chat.isGroup() ? this.topicObstacle : this.obstacle;
  }

  /** @throws {@link Reason} when it is too long, or what the port rejected with. */
  async setTopic(text: string): Promise<string> {
    const topic = text.replace(/\s+/g, ' ').trim();
    if (topic.length > MAX_TOPIC_LENGTH) throw TOPIC_TOO_LONG;
    return this.#set(this.#chat.topic, topic, { topic });
  }

  /** Does what was wished before a group was made, and it has just been. @throws {@link Reason} then the group is left. */
  async close(port: ChatPort): Promise<void> {
    try {
      await port.change({ isJoiningEnabled: false });
    } catch (reason) {
      await port.leave();
      throw reason;
    }
  }

  /** The same value, which leaders may set: it changes when the server has taken the `change` that a value means. */
  changeable<T>(
    property: Property<T>,
    change: (value: T) => ConferenceChange,
    obstacle = (): Reason | undefined => this.obstacle,
  ): Property<T> {
    const set = (value: T): Promise<T> => this.#set(property, value, change(value));
    return property.fork(Command(set, Enabled(obstacle)));
  }

  /** Removes somebody from the group, or refuses whoever waits in the lobby. */
  async remove(participant: Participant): Promise<void> {
    const { roster, session } = this.#chat;
    if (!roster.participants().includes(participant)) throw new Reason('NotFound');
    const gone = (): void => roster.remove(participant);
    await session.ask(port => port.remove(participant.uri()), gone);
  }

  /** Lets somebody in who waits in the lobby. */
  admit(participant: Participant): Promise<void> {
    const { roster, session } = this.#chat;
    const there = (): void => roster.admit(participant);
    return session.ask(port => port.add(participant.uri()), there);
  }

  async #set<T>(property: Property<T>, value: T, change: ConferenceChange): Promise<T> {
    if (this.#untold)
      property(value); // at once: what comes next may be the start
    else await this.#chat.session.ask(port => port.change(change));
    return value;
  }

  get #untold(): boolean {
    return this.#chat.uri() === null && this.#chat.chatState() === 'Disconnected';
  }
}

const NOT_LEADER = new Reason('NotAllowed', { message: 'Only a leader of the group can do this.' });
/** In characters. */
const MAX_TOPIC_LENGTH = 250;
const TOPIC_TOO_LONG = new Reason('BadRequest', {
  subcode: 'ParameterValidationFailure',
  message: `A topic has at most ${MAX_TOPIC_LENGTH} characters.`,
});
