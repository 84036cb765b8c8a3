import {
  type Collection,
  Command,
  Computed,
  Constant,
  disabledCommand,
  Enabled,
  type Property,
  Reason,
} from '../observable/index.js';
import type { Chat } from './chat.js';
import { ChatService } from './chat-service.js';
import type { ConversationContext } from './conversation-context.js';
import type { ConversationPhase, ConversationState } from './conversation-state.js';
import type { HistoryService } from './history-service.js';
import { no, noMedia, none, type UnsupportedService } from './not-supported.js';
import { Participant, type ParticipantState } from './participant.js';
import type { Person } from './person.js';
import { randomId } from './random-id.js';

/** A chat with one person, or with several. Outlives its sessions: after the end it can be started again. */
export class Conversation {
  /** Made up here; no two conversations share one. */
  readonly id: Property<string>;
  readonly state: Property<ConversationState>;
  /** Ours: the state as users see it. `incoming` lasts until the invitation is accepted and the chat is up. */
  readonly phase: Property<ConversationPhase>;
  /** Our own part; `selfParticipant.chat.state` is the state of the chat. */
  readonly selfParticipant: Participant;
  /**
   * The others. The other side of a two-party chat is there from the beginning, and stays after the end. Whoever leaves
   * a group turns Disconnected and is then removed.
   *
   * `add` asks somebody in, by address, `Person` or `Participant`, at once or as soon as the chat is started; two parties
   * become a group. It resolves with their key when they have joined; when they do not, they turn Disconnected, are
   * removed, and it rejects with the reason. It rejects with `AlreadyExists` for somebody who is there,
   * and lets in who waits in the lobby.
   *
   * `remove` makes somebody leave a group, or refuses whoever waits in its lobby; resolves when they are out. Enabled for
   * its leaders, else `NotAllowed`. The leaders see in `participants` also who waits in the lobby, `InLobby`.
   */
  readonly participants: Collection<Participant, string | Person | Participant>;
  /** How many of them there are, without those in the lobby. */
  readonly participantsCount: Property<number>;
  readonly chatService: ChatService;
  readonly historyService: HistoryService;
  /** When the last thing happened in it; undefined before the first. */
  readonly lastModificationTimestamp: Property<Date | undefined>;
  /** Not supported, as are video and phone: the commands are off, and say why. */
  readonly audioService: UnsupportedService = noMedia;
  readonly videoService: UnsupportedService = noMedia;
  readonly phoneAudioService: UnsupportedService = noMedia;
  /** Side channels: there are none. */
  readonly extensions: Collection<never> = none;
  /** Whether there is a chat now. There is never audio or video. */
  readonly activeModalities: {
    readonly chat: Property<boolean>;
    readonly audio: Property<boolean>;
    readonly video: Property<boolean>;
  };
  /**
   * What the conversation is about; `''` when nobody has said. It may be set before the chat is started, and goes into
   * the invitation; then, ours, by the leaders of a group (`NotAllowed` for others). One line, at most 250 characters.
   */
  readonly topic: Property<string>;
  /** The data that went with the invitation: see `chatService.start`. Undefined when there are none. Not to be trusted. */
  readonly context: ConversationContext;
  /** Of a group that has been started; null of a two-party chat. */
  readonly uri: Property<string | null>;
  /** Once true, never false again, even when only two are left. */
  readonly isGroupConversation: Property<boolean>;
  /** Whether whoever knows the `uri` of a group may join; else they wait in the lobby. Its leaders may set it, and whoever makes it before the start. */
  readonly isJoiningEnabled: Property<boolean>;
  /** Of conversations that the server has accepted in our place: it never does, so this is off. */
  readonly acknowledge: Command<(...args: unknown[]) => Promise<never>> = disabledCommand(NOT_AUTO_ACCEPTED);
  /** Leaves, or withdraws the invitation, or declines it. Does nothing when there is nothing to leave. */
  readonly leave: Command<() => Promise<void>>;
  readonly #chat: Chat;

  /** @internal Made by {@link ConversationsManager}. */
  constructor(chat: Chat) {
    const { state, chatState, people, roster, control } = chat;
    this.#chat = chat;
    this.id = Constant(randomId());
    this.state = state.readOnly();
    this.phase = Computed(() => phaseOf(state(), chat.incoming));
    this.selfParticipant = new Participant(chat, people.me, state.map(ownState), control.role, chatState);
    this.participants = roster.participants.fork(
      Command(
        (whom: string | Person | Participant) => chat.add(whom),
        Enabled(() => chat.offline),
      ),
      Command(
        (participant: Participant) => control.remove(participant),
        Enabled(() => control.obstacle),
      ),
    );
    this.participantsCount = this.participants.reduce(
      (count, participant) => count + Number(participant.state() !== 'InLobby'),
      0,
    );
    this.historyService = chat.history.service;
    this.lastModificationTimestamp = chat.history.at.readOnly();
    this.chatService = new ChatService(chat);
    this.activeModalities = { chat: chatState.map(value => value === 'Connected'), audio: no, video: no };
    this.topic = chat.topic.fork(
      Command(
        (topic: string) => control.setTopic(topic),
        Enabled(() => control.topicObstacle),
      ),
    );
    this.context = Object.assign(chat.context.readOnly(), { type: chat.contextType.readOnly() });
    this.uri = chat.uri.readOnly();
    this.isGroupConversation = chat.isGroup.readOnly();
    this.isJoiningEnabled = control.changeable(
      control.isJoiningEnabled,
      isJoiningEnabled => ({ isJoiningEnabled }),
      () => control.joiningObstacle,
    );
    this.leave = Command(() => chat.leave());
  }

  /** That of the other side; `''` of what was made as a group. */
  get avatarUrl(): Property<string> {
    return this.#chat.peer?.avatarUrl ?? NO_PICTURE;
  }

  /** Whoever began it. Of a group joined by its URI somebody without an address, until the server has told who it is. */
  get creator(): Person {
    return this.#chat.creator;
  }

  /**
   * Makes a participant to give to `participants.add`.
   *
   * @throws SyntaxError when the text is not an address.
   */
  createParticipant(whom: string | Person): Participant {
    return this.#chat.roster.create(whom);
  }
}

const NOT_AUTO_ACCEPTED = new Reason('NotAutoAccepted');
const NO_PICTURE = Constant('');

function ownState(state: ConversationState): ParticipantState {
  return state === 'Connected' || state === 'Connecting' || state === 'InLobby' ? state : 'Disconnected';
}

const PHASES: Partial<Record<ConversationState, ConversationPhase>> = {
  Created: 'idle',
  Incoming: 'incoming',
  Connecting: 'inviting',
  InLobby: 'inviting',
  Disconnected: 'ended',
};

function phaseOf(state: ConversationState, incoming: boolean): ConversationPhase {
  return state === 'Connecting' && incoming ? 'incoming' : (PHASES[state] ?? 'active');
}
