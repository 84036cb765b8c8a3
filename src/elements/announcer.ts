import { html, type TemplateResult } from 'lit';
import { keyedRows } from './keyed-rows.js';

const KEPT = 3;

/** The hidden twin of a transcript: what is put in here is spoken once by a screen reader, and soon forgotten. */
export class Announcer {
  #lines: readonly { readonly id: number; readonly text: string }[] = [];
  #count = 0;

  /** Adds what is to be spoken. Draw `template` afterwards. */
  speak(text: string): void {
    this.#lines = [...this.#lines, { id: this.#count++, text }].slice(-KEPT);
  }

  /** The live region; it must be drawn from the beginning, for what comes with it is not spoken. */
  template(): TemplateResult {
    const lines = keyedRows(
      this.#lines,
      line => line.id,
      line => html`<p>${line.text}</p>`,
    );
    return html`<div class="unseen" role="log">${lines}</div>`;
  }
}
