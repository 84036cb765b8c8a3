import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from './connection-context.js';
import { button } from './conversation-notice.js';
import { warnIcon } from './icons.js';
import type { Term } from './localize.js';

/** Says `text`, that there is no connection or what else is missing, with what can be done about it. */
export function problem({ state, reconnect }: Connection, text: string, term: Term): TemplateResult {
  return html`${state.endsWith('connecting') ? html`<span class="spinner"></span>` : nothing}
    <p><bdi>${text}</bdi></p>
    ${reconnect && (state === 'failed' || state === 'offline') ? button(term('tryAgain'), reconnect) : nothing}`;
}

/** The same as all that there is to see, before there is a conversation. */
export function onlyProblem(connection: Connection, text: string, term: Term): TemplateResult {
  const said = problem(connection, text, term);
  return html`<div class="empty" part="empty">
    ${
      connection.state === 'failed'
        ? html`<slot name="fallback"><span class="alarm">${warnIcon}</span>${said}</slot>`
        : said
    }
  </div>`;
}
