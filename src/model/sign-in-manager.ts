import { batch, Command, Enabled, Property, Reason } from '../observable/index.js';
import { NOT_SIGNED_IN } from './chat.js';
import type { ConnectionState, NetworkPort, SignInOptions } from './chat-port.js';
import type { ConversationList } from './conversation-list.js';
import { addressKey, parseAddress } from './address.js';
import { asReason, isUnreachable } from './disconnection-reason.js';
import type { People } from './people.js';

export type SignInState = 'SignedOut' | 'SigningIn' | 'SignedIn' | 'SigningOut';

/** Ours: `Offline` before sign-in and after the end. */
export type ApplicationConnection = 'Offline' | 'Connecting' | 'Connected' | 'Reconnecting';

/** Signing in and out, once per application. */
export class SignInManager {
  /** `state.reason` says why a sign-in failed, or, as `ConnectionLost`, that the network has given up. */
  readonly state: Property<SignInState>;
  /**
   * Signs in. Resolves when `personsAndGroupsManager.mePerson` is known and state is SignedIn; rejects with the network's
   * reason, or with `Canceled` after `signOut`. Enabled once: afterwards make a new application. Ours: it stays enabled where
   * it failed because the server is not there, or does not answer; then it is for the same account.
   */
  readonly signIn: Command<(options: SignInOptions) => Promise<void>>;
  /** Leaves all conversations and signs out; cancels a sign-in that is pending, or that could be tried again. */
  readonly signOut: Command<() => Promise<void>>;
  /** See `Application.connection`. */
  readonly connection: Property<ApplicationConnection>;
  readonly #network: NetworkPort;
  readonly #people: People;
  readonly #conversations: ConversationList;
  readonly #state = Property<SignInState>('SignedOut');
  readonly #connection = Property<ApplicationConnection>('Offline');
  readonly #unused = Property(true);

  /** @internal Made by {@link Application}. */
  constructor(network: NetworkPort, people: People, conversations: ConversationList) {
    this.#network = network;
    this.#people = people;
    this.#conversations = conversations;
    this.state = this.#state.readOnly();
    this.connection = this.#connection.readOnly();
    this.signIn = Command((options: SignInOptions) => this.#signIn(options), this.#unused);
    this.signOut = Command(
      () => this.#signOut(),
      Enabled(() => (STOPPABLE.includes(this.#state()) || this.#isToBeTried() ? undefined : NOT_SIGNED_IN)),
    );
    network.onConnection = (state, reason) => this.#follow(state, reason);
  }

  async #signIn(options: SignInOptions): Promise<void> {
    const uri = addressIn(options.username);
    const { outbox } = this.#conversations;
    if (uri !== undefined && addressKey(uri) !== (outbox.account ?? addressKey(uri))) throw USED;
    this.#show('SigningIn', 'Connecting');
    // Who we are going to be: what was left for us can be shown already.
    if (uri !== undefined && outbox.begin(addressKey(uri), this.#conversations)) {
      this.#people.identifyMe({ uri, displayName: '' });
    }
    const canceled = new Promise<Reason>(resolve => this.#state.once('SignedOut', () => resolve(CANCELED)));
    const answer = await Promise.race([this.#network.signIn(options).catch(asReason), canceled]);
    if (this.#state() !== 'SigningIn') throw CANCELED; // it came too late
    if (answer instanceof Reason) {
      batch(() => {
        if (isUnreachable(answer)) this.#unused(true);
        else outbox.close(answer);
        this.#show('SignedOut', 'Offline', answer);
      });
      throw answer;
    }
    batch(() => {
      this.#people.identifyMe(answer);
      this.#show('SignedIn', 'Connected');
    });
  }

  /** It has failed, and may be tried again. */
  #isToBeTried(): boolean {
    return this.#unused() && this.#state.reason !== undefined;
  }

  async #signOut(): Promise<void> {
    this.#unused(false, USED);
    this.#conversations.outbox.close(SIGNED_OUT, true);
    this.#conversations.leaveAll(SIGNED_OUT);
    this.#state('SigningOut');
    await this.#network.signOut();
    batch(() => {
      this.#conversations.dropAll(SIGNED_OUT);
      this.#show('SignedOut', 'Offline');
    });
  }

  #follow(connected: ConnectionState, cause?: Reason): void {
    if (this.#state() !== 'SignedIn') return; // while signing in or out, the command tells how that went
    if (connected !== 'Lost') return void this.#connection(connected, cause);
    const lost = { message: 'The connection to the server was lost.', reason: cause };
    batch(() => {
      this.#conversations.outbox.close(new Reason('ConnectionLost', lost));
      this.#conversations.dropAll(new Reason('Dropped', lost));
      this.#show('SignedOut', 'Offline', new Reason('ConnectionLost', lost));
    });
  }

  #show(state: SignInState, connection: ApplicationConnection, reason?: Reason): void {
    batch(() => {
      if (state !== 'SignedOut') this.#unused(false, USED);
      this.#connection(connection, reason);
      this.#state(state, reason);
    });
  }
}

/** `undefined` when it is none: the network says so. */
function addressIn(username: string): string | undefined {
  try {
    return parseAddress(username);
  } catch {
    return undefined;
  }
}

const STOPPABLE: readonly SignInState[] = ['SigningIn', 'SignedIn'];
const USED = new Reason('AlreadyUsed');
const CANCELED = new Reason('Canceled');
const SIGNED_OUT = new Reason('SignedOut');
