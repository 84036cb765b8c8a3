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

/** Who signs in where. */
export interface Identity {
  /** WebSocket address of the server. */
  readonly server: string;
  /** SIP address, with or without `sip:`. */
  readonly account: string;
  readonly credentials: Credentials;
}

const STATES: Readonly<Record<string, ChatConnectionState>> = {
  Connecting: 'connecting',
  Connected: 'connected',
  Reconnecting: 'reconnecting',
};

/**
 * Signs its host in when it is in a document and has an identity, and out again when it is removed. Being moved within
 * `graceMs` keeps the connection. Or it only watches an `Application` that the page owns. Its host fires
 * `chat-connection-change` and `chat-error`.
 */
export class SignInController implements ReactiveController {
  /** How long a removed host stays signed in, in milliseconds. */
  graceMs = 2000;
  application: Application | undefined;
  connection: Connection;

  readonly #host: ReactiveElement;
  readonly #onChange: () => void;
  readonly #reconnect = (): Promise<void> => this.reconnect();
  #subscriptions: Subscription[] = [];
  #identity: Identity | undefined;
  #given: Application | undefined;
  #owned = false;
  #asking = false;
  #failure: { readonly reason: unknown } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange - Called after `application` or `connection` may have changed, before the events. */
  constructor(host: ReactiveElement, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    this.connection = { state: 'offline', reason: undefined, reconnect: undefined };
    host.addController(this);
  }

  /**
   * Tells who shall be signed in, or which application the page has signed in itself. Call it before each drawing: the
   * same again does nothing. New credentials for the same account count only after a refusal, which they retry.
   */
  use(identity: Identity | undefined, given: Application | undefined): void {
    const before = this.#identity;
    const same = given === this.#given && identity?.server === before?.server && identity?.account === before?.account;
    const retry = this.#failure && identity?.credentials !== before?.credentials;
    this.#identity = identity;
    this.#given = given;
    if (same && !retry) return;
    void this.#drop();
    if (this.#host.isConnected) void this.#begin();
    this.#change();
  }

  hostConnected(): void {
    clearTimeout(this.#timer);
    if (!this.application) void this.#begin();
  }

  hostDisconnected(): void {
    if (!this.application) return;
    if (this.#owned) this.#timer = setTimeout(() => void this.signOut(), this.graceMs);
    else void this.#drop();
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
    if (this.#given) this.#watch(this.#given);
    else if (this.#identity) await this.#signIn(this.#identity);
  }

  async #signIn({ server, account, credentials }: Identity): Promise<void> {
    const application = createApplication({ server });
    this.#owned = this.#asking = true;
    this.#watch(application);
    try {
      const secret = typeof credentials === 'function' ? await credentials() : credentials;
      if (application !== this.application) return; // replaced or removed meanwhile
      await application.signInManager.signIn({ username: account, password: secret.password });
    } catch (reason) {
      if (application === this.application) this.#failure = { reason };
    }
    if (application !== this.application) return;
    this.#asking = false;
    this.#change();
  }

  #watch(application: Application): void {
    this.application = application;
    const { connection, signInManager } = application;
    const listen = (): void => this.#change();
    this.#subscriptions = [connection.changed(listen), signInManager.state.changed(listen)];
    this.#change();
  }

  /** Lets go of the application, and signs it out when it is ours. */
  #drop(): Promise<void> | undefined {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
    clearTimeout(this.#timer);
    const signOut = this.#owned ? this.application?.signInManager.signOut : undefined;
    this.#owned = this.#asking = false;
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
    if (state !== 'failed') return;
    this.#host.dispatchEvent(new ChatErrorEvent(reason, failureText(reason)));
  }

  #state(): ChatConnectionState {
    if (this.#failure) return 'failed';
    if (!this.application) return 'offline';
    return STATES[this.application.connection()] ?? (this.#asking ? 'connecting' : 'offline');
  }
}
