import type { PropertyDeclarations } from 'lit';
import type { Application } from '../model/index.js';
import { batch, Computed, Property } from '../observable/index.js';
import { applicationContext } from './application-context.js';
import { ChatElement } from './chat-element.js';
import { connectionContext, type ChatConnectionState, type Connection } from './connection-context.js';
import { failureText } from './connection-state.js';
import { provide } from './context.js';
import { fire } from './fire.js';
import { findFurtherElementsNear } from './load-further-elements.js';
import { sharedSignIn, type Credentials, type SharedSignIn } from './shared-sign-in.js';

/** What there is already, in place of an application of its own. */
interface Given {
  readonly application?: Application | undefined;
  readonly connection?: Connection | undefined;
}

/** All that it takes to sign in. */
interface Account {
  readonly server: string;
  readonly username: string;
  readonly credentials: Credentials | undefined;
}

/**
 * An element that shares an `Application` and the `Connection` with all below it. It signs in when it is in a document
 * and has all of `server`, `accountSip` and `credentials`, and out again when it is removed. Being moved within `graceMs`
 * keeps the connection. All elements of a page that have the same server and account are signed in once,
 * together, by the credentials of any of them.
 */
export abstract class SignInElement extends ChatElement {
  static override properties: PropertyDeclarations = {
    server: {},
    accountSip: { attribute: 'account-sip' },
    credentials: { attribute: false },
    graceMs: { attribute: 'grace-ms', type: Number },
  };
  /** Address of the server, `wss://chat.contoso.example/sip`. */
  server = '';
  /** SIP address to sign in with, `sip:alice@contoso.example`. */
  accountSip = '';
  /** The password, or a function that fetches it when it is needed. Never an attribute, never stored. */
  credentials: Credentials | undefined;
  /** How long it stays signed in after it was removed, in milliseconds: moving it keeps the connection. */
  graceMs = 2000;

  readonly #given = Property<Given>({});
  readonly #account = Property<Account | undefined>(undefined);
  readonly #signIn = Property<SharedSignIn | undefined>(undefined);
  #told: ChatConnectionState = 'offline';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Its own one, or the one in place of it.
   * @internal
   */
  protected readonly shownApplication = Computed(
    () => this.#given().application ?? this.#signIn()?.attempt().application,
  );
  /**
   * How things stand with it.
   * @internal
   */
  protected readonly shownConnection = Computed<Connection>(() => {
    const { state, reason } = this.#signIn()?.attempt() ?? {};
    const connection = this.shownApplication()?.connection; // its states have the same names, with a capital
    return (
      this.#given().connection ?? {
        state: state ?? ((connection?.() ?? 'Offline').toLowerCase() as ChatConnectionState),
        reason: reason ?? connection?.reason,
        reconnect: this.#account()?.credentials && this.#reconnect,
      }
    );
  });
  readonly #reconnect = async (): Promise<void> => {
    const signIn = this.#signIn();
    if (signIn) await signIn.begin();
    else this.#join();
  };

  constructor() {
    super();
    provide(this, applicationContext, this.shownApplication);
    provide(this, connectionContext, this.shownConnection);
    this.#account.changed((account, _reason, before) => this.#changeTo(account, before));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    findFurtherElementsNear(this);
    clearTimeout(this.#timer);
    this.#join();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (!this.#signIn()) return;
    this.#timer = setTimeout(() => {
      void this.#leave();
      this.requestUpdate(); // tells it
    }, this.graceMs);
  }

  protected override updated(): void {
    const { state, reason } = this.shownConnection();
    if (state === this.#told || this.#given().connection) return;
    this.#told = state;
    fire(this, 'chat-connection-change', { state, reason });
    if (state === 'failed') fire(this, 'chat-error', { reason, message: failureText(reason, this.term) });
  }

  /** Signs in afresh, after a refusal or when the connection is lost for good. */
  async reconnect(): Promise<void> {
    await this.shownConnection().reconnect?.();
  }

  /**
   * Signs out at once, without the grace that removal gives. Where other elements of the page are signed in with the same
   * server and account, they stay so.
   */
  async signOut(): Promise<void> {
    await this.#leave(true);
  }

  /**
   * Looks who shall be signed in. Call it before each drawing: the same again does nothing. New credentials for the same
   * account count only after a refusal, which they retry.
   * @param application - Is there already; nobody is signed in.
   * @param connection - How things stand with it, when somebody else watches that.
   * @internal
   */
  protected signInUnless(application?: Application, connection?: Connection): void {
    const { server, accountSip: username, credentials } = this;
    batch(() => {
      this.#given({ application, connection });
      this.#account(!application && server && username ? { server, username, credentials } : undefined);
    });
  }

  #changeTo(account?: Account, before?: Account): void {
    const same = account?.server === before?.server && account?.username === before?.username;
    if (same && !this.#signIn()) return; // signed out
    batch(() => {
      if (!same || (before?.credentials && !account?.credentials)) void this.#leave();
      if (this.isConnected) this.#join();
    });
  }

  #join(): void {
    const account = this.#account();
    if (!account) return;
    const signIn = sharedSignIn(account.server, account.username);
    signIn.join(this, account.credentials);
    this.#signIn(signIn);
  }

  async #leave(atOnce?: boolean): Promise<void> {
    const signIn = this.#signIn();
    this.#signIn(undefined);
    await signIn?.leave(this, atOnce);
  }
}
