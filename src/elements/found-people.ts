import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../model/index.js';
import { face } from './face.js';
import type { Term } from './localize.js';
import { bareAddress, personName } from './person-name.js';
import type { PersonSearch } from './person-search.js';

/** What can be done with the people found. */
export interface FoundPeopleActions {
  readonly choose: (person: Person) => void;
  /** Gets more of them. */
  readonly more: () => void;
  /** Why somebody cannot be chosen; `''` when they can. */
  readonly standing: (person: Person) => string;
}

/** So near to the end of the list more people are got, in CSS pixels. */
const NEAR_END_PX = 80;

/** The people that a search has found, as the list of a combobox: `#found`, with `#option-0` and so on. */
export function foundPeople(search: PersonSearch, actions: FoundPeopleActions, term: Term): TemplateResult {
  const getMoreNearEnd = ({ currentTarget }: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) actions.more();
  };
  return html`<div
    id="found"
    class="found card"
    part="found"
    role="listbox"
    aria-label=${term('foundPeople')}
    ?hidden=${!search.isOpen}
    @mousedown=${keepFocus}
    @scroll=${getMoreNearEnd}
  >
    ${search.found().map((person, at) => option(person, at, at === search.active(), actions))}
  </div>`;
}

function option(person: Person, at: number, active: boolean, actions: FoundPeopleActions): TemplateResult {
  const name = personName(person);
  const address = bareAddress(person.id());
  const standing = actions.standing(person);
  const look = `${active ? 'active' : ''} ${standing ? 'present' : ''}`;
  return html`<div
    id="option-${at}"
    class="option line ${look}"
    part="option ${look}"
    role="option"
    aria-selected=${active}
    aria-disabled=${standing ? true : nothing}
    @click=${() => actions.choose(person)}
  >
    ${face(person)}
    <span class="who">
      <bdi class="cut" part="name">${name}</bdi>
      ${address === name ? nothing : html`<span class="quiet cut" part="note">${address}</span>`}
    </span>
    ${standing ? html`<span class="quiet standing" part="note">${standing}</span>` : nothing}
  </div>`;
}

/** The box keeps the keyboard while somebody is chosen by mouse. */
const keepFocus = (event: Event): void => event.preventDefault();
