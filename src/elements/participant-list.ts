import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, Participant } from '../model/index.js';
import { moveByArrows, oneTabStop } from './arrow-keys.js';
import { ConversationElement } from './conversation-element.js';
import { drawRows } from './draw-rows.js';
import { face } from './face.js';
import { faceStyles } from './face.styles.js';
import './further-strings.js';
import { closeIcon, moreIcon } from './further-icons.js';
import { styles } from './participant-list.styles.js';
import { RefusedInvitations } from './refused-invitations.js';
import { bareAddress, personName } from './person-name.js';
import { reasonText } from './reason-sentence.js';
import { look } from './theme.styles.js';

/** So many are shown until the list is unfolded. */
const SHOWN = 8;

/** What became of the last thing that a leader wished of somebody. */
interface Wish {
  /** Why it was refused; `''` while that is not known. */
  readonly refusal: string;
}

/**
 * Who else is in a conversation. Somebody who is being asked in is shown so until they come; when they do not, it says why.
 * A leader of a group can let in, refuse, remove or give another role: the buttons for it stand beside each person, or in a
 * menu. When something is refused, the reason stands there too. The list is one stop of the Tab key; the arrow keys lead
 * from person to person. Of many people it shows the first ones until it is unfolded.
 *
 * @example
 * ```html
 * <chat-conversation target-sip="sip:bob@contoso.example">
 *   <participant-list></participant-list>
 *   <message-list></message-list>
 *   <message-composer></message-composer>
 * </chat-conversation>
 * ```
 * @tagname participant-list
 * @csspart list - All people.
 * @csspart person - One of them; also `pending` while being asked, and `refused` when they did not come.
 * @csspart pending - Somebody who is being asked, or waits to be let in.
 * @csspart refused - Somebody who was asked and did not come.
 * @csspart avatar - Their initials.
 * @csspart presence-badge - How available they are.
 * @csspart name - Their name.
 * @csspart note - “being asked”, “guest”, “waits to be let in”.
 * @csspart more - The button that opens the menu of what a leader can do about somebody.
 * @csspart menu - That menu.
 * @csspart action - Each button of a leader, also in the menu.
 * @csspart error - Why somebody did not come, or what a leader wished was refused.
 * @csspart dismiss - The button that takes away somebody who did not come.
 * @csspart unfold - The button that shows the others too.
 * @cssState empty - Nobody else is there.
 * @cssState leading - This user leads the group.
 * @cssState unfolded - All of many people are shown.
 */
export class ParticipantListElement extends ConversationElement {
  static override readonly tag = 'participant-list';
  static override styles = [look, faceStyles, styles];
  static override properties: PropertyDeclarations = {
    unfolded: { state: true },
    wishes: { state: true },
    said: { state: true },
  };
  private unfolded = false;
  /** Those that are going on or were refused. */
  private wishes: ReadonlyMap<Participant, Wish> = new Map();
  /** Spoken by screen readers. */
  private said = '';

  readonly #refused = new RefusedInvitations();
  #shown: Conversation | undefined;
  #all: readonly Participant[] = [];

  protected override willUpdate(): void {
    const { conversation } = this;
    if (conversation !== this.#shown) {
      this.#shown = conversation;
      this.unfolded = false;
      this.wishes = new Map();
      this.said = '';
    }
    const people = conversation?.participants() ?? [];
    const refused = this.#refused.follow(conversation);
    // Those who wait for a leader's answer come first.
    const waits = ({ state }: Participant): boolean => state() === 'InLobby';
    this.#all = [...people.filter(waits), ...people.filter(one => !waits(one)), ...refused];
    const news = this.#refused.news;
    if (news) this.said = this.#whyNotHere(news);
    const leading = conversation?.participants.remove.enabled() && 'leading';
    this.showStates(!people.length && 'empty', leading, this.unfolded && 'unfolded');
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const people = this.#foldable && !this.unfolded ? this.#all.slice(0, SHOWN) : this.#all;
    drawRows(
      this.renderRoot.querySelector('.list'),
      people,
      participant => participant,
      participant => this.#row(participant),
    );
  }

  protected override updated(): void {
    oneTabStop(this.#stops, this.shadowRoot?.activeElement);
  }

  protected override nextFocus(): HTMLElement | undefined {
    return this.#stops.find(stop => stop.tabIndex === 0);
  }

  protected override render(): TemplateResult {
    const { said, unfolded } = this;
    return html`<div
        class="list"
        part="list"
        role="list"
        aria-label=${this.term('peopleInChat')}
        @keydown=${(event: KeyboardEvent) => moveByArrows(event, this.#stops)}
        @focusin=${() => this.updated()}
      ></div>
      ${
        this.#foldable
          ? html`<button class="bare unfold" part="unfold" aria-expanded=${unfolded} @click=${this.#toggleFold}>
              ${unfolded ? this.term('fewerPeople') : this.term('morePeople', this.#all.length - SHOWN)}
            </button>`
          : nothing
      }
      <p class="unseen" role="status">${said}</p>`;
  }

  #row(participant: Participant): TemplateResult {
    const { person, state, role, isAnonymous } = participant;
    const now = state();
    const waiting = now === 'Connecting' || now === 'InLobby' ? this.term(now) : '';
    const refused = this.#refused.has(participant);
    const note = refused ? '' : waiting || this.#standing(role(), isAnonymous());
    const error = refused ? this.#whyNotHere(participant) : (this.wishes.get(participant)?.refusal ?? '');
    const look = refused ? 'refused' : waiting ? 'pending' : '';
    const actions = refused ? this.#dismissal(participant) : this.#actions(participant);
    const wide = error || now === 'InLobby' ? 'wide' : '';
    return html`<div
      class="person line ${look} ${wide}"
      part="person ${look}"
      role="listitem"
      data-stop=${actions === nothing ? 'row' : nothing}
      tabindex=${actions === nothing ? -1 : nothing}
    >
      ${face(person)}
      <span class="who">
        <bdi class="cut" part="name" title=${bareAddress(person.id())}>${personName(person)}</bdi>
        ${note ? html`<span class="note quiet cut" part="note">${note}</span>` : nothing}
        ${error ? html`<bdi class="alarm quiet" part="error">${error}</bdi>` : nothing}
      </span>
      ${actions}
    </div>`;
  }

  #standing(role: string, anonymous: boolean): string {
    return role === 'Leader' ? this.term('leader') : anonymous ? this.term('guest') : '';
  }

  #dismissal(participant: Participant): TemplateResult {
    return html`<button
      class="bare round"
      part="dismiss"
      data-stop
      aria-label="${this.term('dismiss')}: ${personName(participant.person)}"
      @click=${() => {
        this.#refused.forget(participant);
        this.requestUpdate();
      }}
    >
      ${closeIcon}
    </button>`;
  }

  /** What a leader can do about somebody. */
  #actions(participant: Participant): TemplateResult | typeof nothing {
    const { role, admit, reject, person } = participant;
    const remove = this.conversation?.participants.remove;
    const name = personName(person);
    const action = (words: string, act: () => Promise<unknown>, role: 'menuitem' | 'button'): TemplateResult =>
      html`<button
        part="action"
        role=${role}
        ?data-stop=${role === 'button'}
        tabindex=${role === 'menuitem' ? -1 : nothing}
        aria-label="${words}: ${name}"
        aria-disabled=${this.wishes.get(participant)?.refusal === '' ? true : nothing}
        @click=${() => this.#wish(participant, act)}
      >
        ${words}
      </button>`;
    if (admit.enabled()) {
      const letIn = action(this.term('letIn'), admit, 'button');
      return html`<span class="answers line wrap">${letIn}${action(this.term('refuse'), reject, 'button')}</span>`;
    }
    if (participant.state() !== 'Connected' || !remove?.enabled()) return nothing;
    const next = role() === 'Leader' ? 'Attendee' : 'Leader';
    const label = `${this.term('more')}: ${name}`;
    const menu = `menu-${this.#all.indexOf(participant)}`;
    return html`<button
        class="bare round"
        part="more"
        data-stop
        aria-label=${label}
        aria-haspopup="menu"
        popovertarget=${menu}
      >
        ${moreIcon}
      </button>
      <div
        id=${menu}
        class="menu card"
        part="menu"
        role="menu"
        popover
        aria-label=${label}
        @toggle=${focusFirstItem}
        @beforetoggle=${giveBackFocus}
        @keydown=${moveInMenu}
        @click=${closeMenu}
      >
        ${action(this.term(next), () => role.set(next), 'menuitem')}
        ${action(this.term('remove'), () => remove(participant), 'menuitem')}
      </div>`;
  }

  /** Has something done about somebody; when it is refused, says why beside them. */
  async #wish(participant: Participant, act: () => Promise<unknown>): Promise<void> {
    if (this.wishes.get(participant)?.refusal === '') return; // one at a time
    this.#note(participant, { refusal: '' });
    try {
      await act();
      this.#note(participant);
    } catch (reason) {
      const name = personName(participant.person);
      const refusal = reasonText(reason, name, this.term);
      this.#note(participant, { refusal });
      this.said = `${name}: ${refusal}`;
    }
  }

  #note(participant: Participant, wish?: Wish): void {
    const wishes = new Map(this.wishes);
    if (wish) wishes.set(participant, wish);
    else wishes.delete(participant);
    this.wishes = wishes;
  }

  #whyNotHere({ state, person }: Participant): string {
    return reasonText(state.reason, personName(person), this.term);
  }

  #toggleFold(): void {
    this.unfolded = !this.unfolded;
  }

  /** One more than are shown is shown instead of a button for it. */
  get #foldable(): boolean {
    return this.#all.length > SHOWN + 1;
  }

  /** Where the arrow keys lead: to each person's buttons, or to the person. */
  get #stops(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-stop]')];
  }
}

/** What stands in a menu. */
const itemsOf = (menu: EventTarget | null): HTMLElement[] =>
  menu instanceof HTMLElement ? [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')] : [];

function focusFirstItem({ target, newState }: ToggleEvent): void {
  if (newState === 'open') itemsOf(target)[0]?.focus();
}

/** Browsers do it only for some ways to close a menu, and not all of them in a shadow root. */
function giveBackFocus({ currentTarget, newState }: ToggleEvent): void {
  const menu = currentTarget as HTMLElement;
  if (newState === 'closed' && menu.matches(':focus-within')) (menu.previousElementSibling as HTMLElement).focus();
}

function moveInMenu(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  if (event.key === 'Tab') menu.hidePopover();
  else if (!moveByArrows(event, itemsOf(menu)) && /^\S$/.test(event.key)) {
    const first = (item: HTMLElement): boolean =>
      item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()) === true;
    itemsOf(menu).find(first)?.focus();
  }
  event.stopPropagation(); // Escape too, which closes the menu and nothing around it
}

function closeMenu({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).hidePopover();
}

declare global {
  interface HTMLElementTagNameMap {
    'participant-list': ParticipantListElement;
  }
}
