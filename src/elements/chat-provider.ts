import { html, type PropertyDeclarations } from 'lit';
import { ContextProvider } from '@lit/context';
import type { Application } from '../model/index.js';
import { applicationContext } from './application-context.js';
import { ChatElement } from './chat-element.js';
import { styles } from './chat-provider.styles.js';
import { connectionContext, type ChatConnectionState } from './connection-context.js';
import { CustomStates } from './custom-states.js';
import { SignInController, type Credentials } from './sign-in-controller.js';

/**
 * Connection and identity for all chat elements inside it. It signs in as soon as it has `server`, `account-sip` and
 * `credentials`, and out again shortly after it was removed. It draws nothing itself.
 *
 * @tagname chat-provider
 * @fires {ChatConnectionChangeEvent} chat-connection-change - The connection has another state.
 * @fires {ChatErrorEvent} chat-error - Signing in was refused; `message` says why.
 * @slot - The elements that share the connection.
 * @cssState connecting - It is signing in.
 * @cssState connected - It is signed in.
 * @cssState reconnecting - The connection is lost for the moment; conversations stay.
 * @cssState offline - It is not signed in, or the connection is lost for good.
 * @cssState failed - Signing in was refused.
 */
export class ChatProviderElement extends ChatElement {
  static override readonly tag = 'chat-provider';
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    server: {},
    accountSip: { attribute: 'account-sip' },
    credentials: { attribute: false },
    graceMs: { attribute: 'grace-ms', type: Number },
    application: { attribute: false },
  };
  /** Address of the server, `wss://chat.contoso.example/sip`. */
  server = '';
  /** SIP address to sign in with, `sip:alice@contoso.example`. */
  accountSip = '';
  /** The password, or a function that fetches it when it is needed. Never an attribute, never stored. */
  credentials: Credentials | undefined;
  /** How long it stays signed in after it was removed, in milliseconds: moving it keeps the connection. */
  graceMs = 2000;
  /** The object model behind it. Set it to share one that the page has signed in itself. */
  get application(): Application | undefined {
    return this.#given ?? this.#signIn.application;
  }
  set application(application: Application | undefined) {
    this.#given = application;
  }

  readonly #applicationProvider = new ContextProvider(this, { context: applicationContext });
  readonly #connectionProvider = new ContextProvider(this, { context: connectionContext });
  readonly #signIn = new SignInController(this, () => this.#share());
  readonly #states = new CustomStates<ChatConnectionState>(this);
  #given: Application | undefined;

  constructor() {
    super();
    this.#states.show('offline');
  }

  /** How things stand with the server. */
  get connectionState(): ChatConnectionState {
    return this.#signIn.connection.state;
  }

  protected override willUpdate(): void {
    this.#signIn.graceMs = this.graceMs;
    this.#signIn.use(this.#given);
  }

  /** Signs in afresh, after a refusal or when the connection is lost for good. */
  reconnect(): Promise<void> {
    return this.#signIn.reconnect();
  }

  /** Signs out at once, without the grace that removal gives. */
  signOut(): Promise<void> {
    return this.#signIn.signOut();
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #share(): void {
    const { application, connection } = this.#signIn;
    this.#applicationProvider.setValue(application);
    this.#connectionProvider.setValue(connection);
    this.#states.show(connection.state);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-provider': ChatProviderElement;
  }
}
