import type { ReactiveController, ReactiveElement } from 'lit';
import type { Application } from '../model/index.js';
import type { Subscription } from '../observable/index.js';
import { createApplication } from './application-factory.js';
import { ChatConnectionChangeEvent, ChatErrorEvent } from './chat-provider.events.js';
import type { ChatConnectionState, Connection } from './connection-context.js';
import { failureText } from './connection-state.js';

/** What proves who somebody is. */
export interface Secret {
  readonly password: string;
}

/** A secret, or a function that fetches it at the moment of signing in. It is neither kept nor logged. */
export type Credentials = Secret | (() => Secret | Promise<Secret>);

/** An element that signs somebody in, as soon as it has all of this. */
export interface SigningHost extends ReactiveElement {
  /** WebSocket address of the server. */
  readonly server: string;
  /** SIP address, with or without `sip:`. */
  readonly accountSip: string;
  readonly credentials: Credentials | undefined;
}

const STATES: Readonly<Record<string, ChatConnectionState>> = {
  Connecting: 'connecting',
  Connected: 'connected',
  Reconnecting: 'reconnecting',
};

/**
 * Signs its host in when it is in a document and says who, and out again when it is removed. Being moved within
 * `graceMs` keeps the connection. Or it only watches an `Application` that the page owns. Its host fires
 * `chat-connection-change` and `chat-error`.
 */
export class SignInController implements ReactiveController {
  /** How long a removed host stays signed in, in milliseconds. */
  graceMs = 2000;
  application: Application | undefined;
  connection: Connection = { state: 'offline', reason: undefined, reconnect: undefined };

  readonly #host: SigningHost;
  readonly #onChange: () => void;
  readonly #reconnect = (): Promise<void> => this.reconnect();
  #subscriptions: readonly Subscription[] = [];
  /** What the host said last: server, account, credentials. `undefined` while something is missing. */
  #identity: readonly [string, string, Credentials] | undefined;
  #given: Application | undefined;
  #asking = false;
  #failure: { readonly reason: unknown } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange - Called after `application` or `connection` may have changed, before the events. */
  constructor(host: SigningHost, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /**
   * Looks who shall be signed in, unless the page has signed in `given` itself. Call it before each drawing: the same
   * again does nothing. New credentials for the same account count only after a refusal, which they retry.
   */
  use(given: Application | undefined): void {
    const { server, accountSip, credentials } = this.#host;
    const before = this.#identity;
    const identity = server && accountSip && credentials ? ([server, accountSip, credentials] as const) : undefined;
    const same = given === this.#given && identity?.[0] === before?.[0] && identity?.[1] === before?.[1];
    this.#identity = identity;
    if (same && !(this.#failure && identity?.[2] !== before?.[2])) return;
    void this.#drop();
    this.#given = given;
    if (this.#host.isConnected) void this.#begin();
    this.#change();
  }

  hostConnected(): void {
    clearTimeout(this.#timer);
    if (!this.application) void this.#begin();
  }

  hostDisconnected(): void {
    if (this.#given) void this.#drop();
    else if (this.application) this.#timer = setTimeout(() => void this.signOut(), this.graceMs);
  }

  /** Signs out at once. `reconnect` signs in again. */
  async signOut(): Promise<void> {
    const signedOut = this.#drop();
    this.#change();
    await signedOut;
  }

  /** Gives up what there is and signs in with a new `Application`. Resolves when that succeeded or failed. */
  async reconnect(): Promise<void> {
    if (this.#given) return;
    void this.#drop();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    if (this.#given) return this.#watch(this.#given);
    if (!this.#identity) return;
    const [server, username, credentials] = this.#identity;
    const application = createApplication({ server });
    this.#asking = true;
    this.#watch(application);
    let failure: { readonly reason: unknown } | undefined;
    try {
      const { password } = typeof credentials === 'function' ? await credentials() : credentials;
      if (application !== this.application) return; // replaced or removed meanwhile
      await application.signInManager.signIn({ username, password });
    } catch (reason) {
      failure = { reason };
    }
    if (application !== this.application) return;
    this.#failure = failure;
    this.#asking = false;
    this.#change();
  }

  #watch(application: Application): void {
    this.application = application;
    const listen = (): void => this.#change();
    this.#subscriptions = [application.connection.changed(listen), application.signInManager.state.changed(listen)];
    this.#change();
  }

  /** Lets go of the application, and signs it out when it is ours. */
  #drop(): Promise<void> | undefined {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
    clearTimeout(this.#timer);
    const signOut = this.#given ? undefined : this.application?.signInManager.signOut;
    this.#asking = false;
    this.#failure = this.application = undefined;
    return signOut?.enabled() ? signOut() : undefined;
  }

  #change(): void {
    const before = this.connection;
    const state = this.#state();
    const reason = this.#failure?.reason ?? this.application?.connection.reason;
    const reconnect = this.#identity && !this.#given ? this.#reconnect : undefined;
    if (state !== before.state || reason !== before.reason || reconnect !== before.reconnect) {
      this.connection = { state, reason, reconnect };
    }
    this.#onChange();
    if (state === before.state) return;
    this.#host.dispatchEvent(new ChatConnectionChangeEvent(this.connection));
    if (state === 'failed') this.#host.dispatchEvent(new ChatErrorEvent(reason, failureText(reason)));
  }

  #state(): ChatConnectionState {
    if (this.#failure) return 'failed';
    if (!this.application) return 'offline';
    return STATES[this.application.connection()] ?? (this.#asking ? 'connecting' : 'offline');
  }
}
