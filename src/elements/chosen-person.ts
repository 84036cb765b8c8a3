import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../model/index.js';
import { Property } from '../observable/index.js';
import { face } from './face.js';
import { closeIcon } from './further-icons.js';
import type { Term } from './localize.js';
import { bareAddress, personName } from './person-name.js';
import { reasonText } from './reason-sentence.js';

/** Something, an `@`, something: with or without a scheme. What else is wrong with it, the server says. */
const ADDRESS = /^(?:sips?:)?[^\s@:,;]+@[^\s@,;]+$/i;

/** Whether a text is an address as people write it. */
export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** Somebody who is to be asked into a conversation, and how that goes. */
export class ChosenPerson {
  /** As it was written. */
  readonly address: string;
  /** Who was found; `undefined` of an address that was written. */
  readonly person: Person | undefined;
  readonly isAsked = Property(false);
  /** Why they did not come, the last time they were asked. */
  readonly refusal = Property<unknown>(undefined);

  constructor(whom: string | Person) {
    this.person = typeof whom === 'string' ? undefined : whom;
    this.address = typeof whom === 'string' ? whom : whom.id();
  }

  /** What to call them. */
  get name(): string {
    return this.person ? personName(this.person) : bareAddress(this.address);
  }

  /** Whom to ask. */
  get whom(): string | Person {
    return this.person ?? (/^sips?:/i.test(this.address) ? this.address : `sip:${this.address}`);
  }

  /** Whether they have this address too. */
  has(address: string): boolean {
    return bareAddress(address).toLowerCase() === bareAddress(this.address).toLowerCase();
  }
}

/** Draws somebody who is chosen, with a button to take them out. */
export function chosenPerson(
  { name, address, person, isAsked, refusal }: ChosenPerson,
  takeOut: () => void,
  term: Term,
): TemplateResult {
  const reason = refusal();
  const look = isAsked() ? 'asked' : reason === undefined ? '' : 'refused';
  const error = html`<bdi class="alarm quiet" part="error">${reasonText(reason, name, term)}</bdi>`;
  const button = html`<button
    type="button"
    class="bare round"
    part="take-out"
    aria-label=${term('takeOut', name)}
    @click=${takeOut}
  >
    ${closeIcon}
  </button>`;
  return html`<div class="person line ${look}" part="person ${look}" role="listitem">
    ${isAsked() ? html`<span class="spinner"></span>` : person ? face(person) : nothing}
    <span class="who">
      <bdi class="cut" part="name" title=${bareAddress(address)}>${name}</bdi>
      ${look === 'refused' ? error : nothing}
    </span>
    ${isAsked() ? html`<span class="unseen">${term('Connecting')}</span>` : button}
  </div>`;
}
