import { backOffMs, isUnreachable, type Application } from '../model/index.js';
import { Property, Reason } from '../observable/index.js';
import { createApplication } from './application-factory.js';
import { pageOutbox } from './page-outbox.js';

/** What proves who somebody is. */
export interface Secret {
  readonly password: string;
}

/** A secret, or a function that fetches it at the moment of signing in. It is neither kept nor logged. */
export type Credentials = Secret | (() => Secret | Promise<Secret>);

/** Its application, and how signing in goes as long as the application does not tell. */
interface Attempt {
  readonly application?: Application;
  readonly state?: 'connecting' | 'reconnecting' | 'failed';
  readonly reason?: unknown;
}

const signIns = new Map<string, SharedSignIn>();

/**
 * The one sign-in of this page as `username` to `server`. All elements that want the same share it, and so the page is
 * registered once, however many they are.
 * @internal
 */
export function sharedSignIn(server: string, username: string): SharedSignIn {
  const key = `${server} ${username}`;
  const present = signIns.get(key);
  if (present?.make === createApplication) return present;
  const made = new SharedSignIn(server, username, () => {
    if (signIns.get(key) === made) signIns.delete(key);
  });
  signIns.set(key, made);
  return made;
}

/**
 * Begins with the first element that joins, and signs out when the last has left.
 * @internal
 */
export class SharedSignIn {
  /** What makes its applications. Where another one has been set, nothing is shared with it. */
  readonly make = createApplication;
  readonly attempt = Property<Attempt>({});
  readonly #server: string;
  readonly #username: string;
  readonly #forget: () => void;
  /** Who has joined, with what each would sign in by. */
  readonly #members = new Map<Element, Credentials | undefined>();
  /** Whose credentials count, as long as it is a member. */
  #first: Element | undefined;
  /** Ends waiting for the next try. */
  #tryNow: (() => void) | undefined;

  constructor(server: string, username: string, forget: () => void) {
    this.#server = server;
    this.#username = username;
    this.#forget = forget;
  }

  /**
   * Lets `member` take part, and signs in if nobody is. The credentials of who came first count; those of others after it
   * has left, and after a refusal, which new ones retry.
   * @param credentials - A copy of an element has none: it takes part in what others have signed in.
   */
  join(member: Element, credentials: Credentials | undefined): void {
    const isNew = ![...this.#members.values()].includes(credentials);
    this.#members.set(member, credentials);
    const { application, state } = this.attempt();
    const isOver = state ? state === 'failed' : application?.signInManager.state() === 'SignedOut'; // once we were signed in
    if (!credentials || (application && !(isOver && isNew))) return;
    this.#first = member;
    void this.begin();
  }

  /**
   * The last one signs out.
   * @param atOnce - Do not wait for those that have been removed from the page and may yet come back.
   */
  async leave(member: Element, atOnce?: boolean): Promise<void> {
    this.#members.delete(member);
    if ([...this.#members.keys()].some(({ isConnected }) => isConnected || !atOnce)) return;
    this.#members.clear();
    this.#forget();
    removeEventListener('online', this.#hurry);
    document.removeEventListener('visibilitychange', this.#hurry);
    const { application } = this.attempt();
    this.attempt({});
    this.#tryNow?.(); // it finds that it is over
    await signOut(application);
  }

  /**
   * Signs in afresh. Where the server or the network is not there it goes on trying. Resolves when we are signed in, or have been
   * refused.
   */
  async begin(): Promise<void> {
    if (!this.#credentials) return;
    addEventListener('online', this.#hurry);
    document.addEventListener('visibilitychange', this.#hurry);
    const application = this.make({ server: this.#server, outbox: pageOutbox, giveUpSeconds: Infinity });
    const { application: former } = this.attempt();
    const present = (): boolean => this.attempt().application === application; // not replaced or dropped meanwhile
    this.attempt({ application, state: 'connecting' });
    this.#tryNow?.();
    void signOut(former);
    for (let count = 0; present(); count++) {
      let outcome: Attempt = { application };
      try {
        const credentials = this.#credentials;
        const { password = '' } = (typeof credentials === 'function' ? await credentials() : credentials) ?? {};
        if (present()) await application.signInManager.signIn({ username: this.#username, password });
      } catch (reason) {
        outcome = { application, state: isNotThere(reason) ? 'reconnecting' : 'failed', reason };
      }
      if (!present()) return;
      this.attempt(outcome);
      if (outcome.state !== 'reconnecting') return;
      if (await this.#wait(backOffMs(count, Math.random()))) count = -1;
    }
  }

  get #credentials(): Credentials | undefined {
    return (this.#first && this.#members.get(this.#first)) ?? [...this.#members.values()].find(Boolean);
  }

  /** Gives whether something says that there may be a network now. */
  #wait(ms: number): Promise<boolean> {
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#tryNow = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** There is a network again, or somebody is looking. */
  readonly #hurry = ({ type }: Event): void => {
    if (type !== 'online' && document.hidden) return;
    this.#tryNow?.();
    this.attempt().application?.hurry();
  };
}

/** Whether the server, or the network, is not there. `fetch` says so by a TypeError, in a function that brings credentials. */
function isNotThere(reason: unknown): boolean {
  return reason instanceof Reason ? isUnreachable(reason) : reason instanceof TypeError;
}

async function signOut(application: Application | undefined): Promise<void> {
  await application?.signInManager.signOut().catch(() => {}); // was not signed in
}
