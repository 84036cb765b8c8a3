import { Computed, type Property } from '../observable/index.js';
import type { NetworkPort } from './chat-port.js';
import { ConversationList } from './conversation-list.js';
import type { ConversationsManager } from './conversations-manager.js';
import { type DevicesManager, noDevices, unsupported, type UnsupportedCommand } from './not-supported.js';
import { Outbox } from './outbox.js';
import type { OutboxPort } from './outbox-port.js';
import { People } from './people.js';
import { NoSearchQuery, PersonSearchQuery } from './person-search-query.js';
import type { PersonsAndGroupsManager } from './persons-and-groups-manager.js';
import { type ApplicationConnection, SignInManager } from './sign-in-manager.js';

/** The chat part of the Skype Web SDK's application, for one sign-in. */
export class Application {
  readonly signInManager: SignInManager;
  readonly personsAndGroupsManager: PersonsAndGroupsManager;
  readonly conversationsManager: ConversationsManager;
  /**
   * Ours: whether the server can be reached. While it is `Reconnecting`, conversations keep their state and messages
   * wait; when that is given up, it is `Offline` and `signInManager.state` is SignedOut with `ConnectionLost`.
   */
  readonly connection: Property<ApplicationConnection>;
  /**
   * Ours: tries at once to make a connection that is lost, instead of waiting for the time of the next try. For a host that has
   * learned that there is a network again.
   */
  readonly hurry: () => void;
  /** There are no devices: no audio, no video. */
  readonly devicesManager: DevicesManager = noDevices;
  /** Not supported. */
  readonly getSnapshot: UnsupportedCommand = unsupported;

  /**
   * @param network - Has its slots filled here; serves this application only.
   * @param outbox - Keeps what is not sent yet, and which conversations are open, for the next application. Without it that lasts
   * as long as this one.
   */
  constructor(network: NetworkPort, outbox?: OutboxPort) {
    const isSignedIn = Computed(() => this.signInManager.state() === 'SignedIn');
    const isConnected = Computed(() => isSignedIn() && this.connection() === 'Connected');
    const source = { network, isSignedIn };
    const people = new People(source);
    const kept = new Outbox(network, isConnected, outbox);
    const conversations = new ConversationList(network, people, kept, isSignedIn);
    this.signInManager = new SignInManager(network, people, conversations);
    this.personsAndGroupsManager = {
      mePerson: people.me,
      all: people.all,
      getPerson: address => people.find(address),
      createPersonSearchQuery: () => PersonSearchQuery(source, people),
      createGroupSearchQuery: NoSearchQuery,
    };
    this.conversationsManager = conversations.manager;
    this.connection = this.signInManager.connection;
    this.hurry = () => network.hurry();
  }
}
