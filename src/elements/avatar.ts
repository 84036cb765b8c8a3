import { html, type TemplateResult } from 'lit';
import type { Person } from '../model/index.js';
import { hueOf, initials, personName } from './person-name.js';

/** The round picture of somebody: initials on a colour that stays with the address. The name stands beside it. */
export function avatar(person: Person): TemplateResult {
  return html`<span part="avatar" class="avatar hue-${hueOf(person.id() ?? '')}" aria-hidden="true"
    >${initials(personName(person))}</span
  >`;
}
