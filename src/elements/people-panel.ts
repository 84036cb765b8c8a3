import { html, type TemplateResult } from 'lit';
import { closeIcon } from './further-icons.js';
import type { Strings, Term } from './localize.js';
import { ADD_PARTS, PEOPLE_PARTS } from './people-panel-parts.js';

/** How a `<chat-conversation>` shows who is there, and the form to add people. */
export interface PeoplePanel {
  readonly strings: Partial<Strings>;
  /** There is somebody to list. */
  readonly listed: boolean;
  /** The form is open. */
  readonly adding: boolean;
  /** Closes the form. */
  readonly close: () => void;
}

/**
 * The people of a group, and the form to add some: a dialog, but not a modal one, because the chat goes on beside it and the
 * page around it is not the widget's to block. docs/decisions/0025-people-elements.md.
 */
export function peoplePanel({ strings, listed, adding, close }: PeoplePanel, term: Term): TemplateResult {
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  /** Who did not come, or is being asked, is still in the form; or somebody is being looked for. */
  const closeWhenAdded = ({ currentTarget }: Event): void => {
    const { addresses, value } = currentTarget as HTMLElementTagNameMap['participant-add'];
    if (adding && !addresses.length && !value) close();
  };
  return html`<div
      class="people adding"
      part="adding"
      role="dialog"
      aria-label=${term('addPeople')}
      ?hidden=${!adding}
      @keydown=${closeOnEscape}
    >
      <participant-add .strings=${strings} exportparts=${ADD_PARTS} @participant-added=${closeWhenAdded}>
        <button slot="actions" class="bare round" part="close-button" aria-label=${term('close')} @click=${close}>
          ${closeIcon}
        </button>
      </participant-add>
    </div>
    <participant-list
      .strings=${strings}
      class="people"
      part="people"
      exportparts=${PEOPLE_PARTS}
      ?hidden=${!listed}
    ></participant-list>`;
}
