import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Person, PersonStatus } from '../model/index.js';
import type { Subscription } from '../observable/index.js';
import { applicationContext } from './application-context.js';
import { ChatElement } from './chat-element.js';
import { formatDay, formatTime } from './clock.js';
import { consume } from './context.js';
import './further-strings.js';
import type { Strings } from './localize.js';
import { styles } from './presence-badge.styles.js';
import { look } from './theme.styles.js';

/** How a status is shown: its `:state()`, its words, and what is drawn on the disc. */
interface Look {
  readonly state: string;
  readonly words: keyof Strings & `presence${string}`;
  readonly mark: string;
}

const CLOCK = 'M6 3.2V6.2L8 7.6';

/** Each has a shape of its own, or shares it with one that means nearly the same: colour alone tells nothing. */
const LOOKS: { readonly [Status in PersonStatus]?: Look } = {
  Online: { state: 'online', words: 'presenceOnline', mark: 'M3.4 6.2 5.2 8 8.6 4.2' },
  Busy: { state: 'busy', words: 'presenceBusy', mark: '' },
  DoNotDisturb: { state: 'do-not-disturb', words: 'presenceDoNotDisturb', mark: 'M3.4 6H8.6' },
  Away: { state: 'away', words: 'presenceAway', mark: CLOCK },
  BeRightBack: { state: 'be-right-back', words: 'presenceBeRightBack', mark: CLOCK },
  Idle: { state: 'idle', words: 'presenceIdle', mark: CLOCK },
  Offline: { state: 'offline', words: 'presenceOffline', mark: 'M4.4 4.4 7.6 7.6M7.6 4.4 4.4 7.6' },
  Hidden: { state: 'hidden', words: 'presenceHidden', mark: 'M4 8 8 4' },
};

/**
 * How available somebody is: a small disc, told by its shape, its colour and its words. Keeps up to date while it is in a
 * document. While nothing is known of them, and where the server knows nothing of presence, it is empty.
 *
 * @example
 * ```html
 * <chat-provider server="wss://chat.contoso.example/sip" account-sip="sip:alice@contoso.example">
 *   <p>Bob Baker <presence-badge address="sip:bob@contoso.example"></presence-badge></p>
 * </chat-provider>
 * ```
 * @tagname presence-badge
 * @csspart badge - The disc.
 * @cssproperty [--presence-badge-size=0.75rem] - How wide and high it is.
 * @cssproperty [--presence-badge-ring] - Colour of the ring that sets it off from a picture behind it; as the background of the chat.
 * @cssproperty [--presence-badge-available] - Colour of who is available.
 * @cssproperty [--presence-badge-away] - Colour of who is away.
 * @cssproperty [--presence-badge-busy] - Colour of who is busy or does not want to be disturbed.
 * @cssState online - Available.
 * @cssState busy - Busy.
 * @cssState do-not-disturb - Does not want to be disturbed.
 * @cssState away - Away.
 * @cssState be-right-back - Away for a moment.
 * @cssState idle - There, but has touched nothing for a while.
 * @cssState offline - Not there.
 * @cssState hidden - Appears offline to others. Only the user's own badge shows it.
 * @cssState unknown - Nothing is known.
 */
export class PresenceBadgeElement extends ChatElement {
  static override readonly tag = 'presence-badge';
  static override styles = [look, styles];
  static override properties: PropertyDeclarations = { person: { attribute: false }, address: {} };
  /** Whose presence. In place of `address`. */
  person: Person | undefined;
  /** SIP address of the person, `sip:bob@contoso.example`, to be asked for by the nearest `<chat-provider>`. */
  address = '';

  readonly #application = consume(this, applicationContext);
  #watched: Person | undefined;
  #watching: Subscription | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override updated(): void {
    if (this.isConnected) this.#watch(this.#shown());
  }

  protected override render(): TemplateResult {
    const person = this.#shown();
    const status = person?.status() ?? 'Unknown';
    const shown = LOOKS[status];
    this.showStates(shown?.state ?? 'unknown');
    if (!person || !shown) return html``;
    const words = this.#withLastSeen(this.term(shown.words), person);
    return html`<span class="badge ${shown.state}" part="badge" role="img" aria-label=${words} title=${words}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <circle class="disc" cx="6" cy="6" r="6" />
        <path class="mark" d=${shown.mark} />
      </svg>
    </span>`;
  }

  #withLastSeen(status: string, person: Person): string {
    const at = person.lastSeenAt();
    return at
      ? this.term('lastSeen', status, `${formatDay(at, this.language)}, ${formatTime(at, this.language)}`)
      : status;
  }

  #shown(): Person | undefined {
    if (this.person || !this.address) return this.person;
    try {
      return this.#application()?.personsAndGroupsManager.getPerson(this.address);
    } catch {
      return undefined; // it is no address
    }
  }

  /** The server is asked only while somebody looks. */
  #watch(person: Person | undefined): void {
    if (person === this.#watched) return;
    this.#watched = person;
    this.#watching?.dispose();
    this.#watching = person?.id() ? person.status.subscribe() : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'presence-badge': PresenceBadgeElement;
  }
}
