import type { PropertyDeclarations } from 'lit';
import type { Application } from '../model/index.js';
import { batch, Computed, Property } from '../observable/index.js';
import { applicationContext } from './application-context.js';
import { createApplication } from './application-factory.js';
import { ChatElement } from './chat-element.js';
import { connectionContext, type ChatConnectionState, type Connection } from './connection-context.js';
import { failureText } from './connection-state.js';
import { provide } from './context.js';
import { fire } from './fire.js';

/** What proves who somebody is. */
export interface Secret {
  readonly password: string;
}

/** A secret, or a function that fetches it at the moment of signing in. It is neither kept nor logged. */
export type Credentials = Secret | (() => Secret | Promise<Secret>);

/** What there is already, in place of an application of its own. */
interface Given {
  readonly application?: Application | undefined;
  readonly connection?: Connection | undefined;
}

/** All that it takes to sign in, or nothing. */
interface Account {
  readonly server?: string;
  readonly username?: string;
  readonly credentials?: Credentials;
}

/** Its own application, and how signing in goes as long as the application does not tell. */
interface Attempt {
  readonly application?: Application;
  readonly state?: 'connecting' | 'failed';
  readonly reason?: unknown;
}

/**
 * An element that shares an `Application` and the `Connection` with all below it. It signs in when it is in a document
 * and has all of `server`, `accountSip` and `credentials`, and out again when it is removed. Being moved within `graceMs`
 * keeps the connection.
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
  readonly #account = Property<Account>({});
  readonly #attempt = Property<Attempt>({});
  #told: ChatConnectionState = 'offline';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Its own one, or the one in place of it.
   * @internal
   */
  protected readonly shownApplication = Computed(() => this.#given().application ?? this.#attempt().application);
  /**
   * How things stand with it.
   * @internal
   */
  protected readonly shownConnection = Computed<Connection>(() => {
    const { state, reason } = this.#attempt();
    const connection = this.shownApplication()?.connection; // its states have the same names, with a capital
    return (
      this.#given().connection ?? {
        state: state ?? ((connection?.() ?? 'Offline').toLowerCase() as ChatConnectionState),
        reason: reason ?? connection?.reason,
        reconnect: this.#account().credentials && this.#reconnect,
      }
    );
  });
  readonly #reconnect = async (): Promise<void> => {
    await batch(() => {
      void this.drop();
      return this.#begin();
    });
  };

  constructor() {
    super();
    provide(this, applicationContext, this.shownApplication);
    provide(this, connectionContext, this.shownConnection);
    this.#account.changed((account, _reason, before) => this.#changeTo(account, before));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#timer);
    if (!this.#attempt().application) void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#timer = setTimeout(() => {
      void this.drop();
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
      this.#account(!application && server && username && credentials ? { server, username, credentials } : {});
    });
  }

  #changeTo({ server, username }: Account, before: Account = {}): void {
    const same = server === before.server && username === before.username;
    if (same && this.#attempt().state !== 'failed') return;
    batch(() => {
      void this.drop();
      if (this.isConnected) void this.#begin();
    });
  }

  async #begin(): Promise<void> {
    const { server, username = '', credentials } = this.#account();
    if (!server || !credentials) return;
    const application = createApplication({ server });
    const present = (): boolean => this.#attempt().application === application; // not replaced or removed meanwhile
    this.#attempt({ application, state: 'connecting' });
    let outcome: Attempt = { application };
    try {
      const { password } = typeof credentials === 'function' ? await credentials() : credentials;
      if (present()) await application.signInManager.signIn({ username, password });
    } catch (reason) {
      outcome = { application, state: 'failed', reason };
    }
    if (present()) this.#attempt(outcome);
  }

  /**
   * Lets go of its own application, and signs it out.
   * @internal
   */
  protected async drop(): Promise<void> {
    const { application } = this.#attempt();
    this.#attempt({});
    await application?.signInManager.signOut().catch(() => {}); // was not signed in
  }
}
