import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: flex;
    min-block-size: 0;
    container-type: inline-size;
  }
  .scroller {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    padding: 0.75rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
    border-radius: 0.5rem;
  }
  .list {
    margin-block-start: auto;
  }
  .empty {
    margin: auto;
    color: var(--_quiet);
    text-align: center;
  }
  ::slotted([slot='empty']) {
    margin: auto;
  }
  .day,
  .note {
    margin-block: 1rem 0.25rem;
    color: var(--_quiet);
    font-size: 0.8em;
    text-align: center;
  }
  .note {
    margin-block: 0.75rem;
  }
  .day time {
    display: inline-block;
  }
  .day time::first-letter {
    text-transform: uppercase;
  }
  .row {
    position: relative;
    display: flex;
    gap: 0.5rem;
    margin-block-start: 0.1875rem;
  }
  .first {
    margin-block-start: 0.75rem;
  }
  .row.own {
    justify-content: end;
    padding-inline-start: 3rem;
  }
  .row.other {
    padding-inline-end: 3rem;
  }
  .side {
    flex: none;
    inline-size: 1.75rem;
    padding-block-start: 1.35rem;
  }
  .stack {
    display: flex;
    flex-direction: column;
    align-items: start;
    min-inline-size: 0;
    max-inline-size: 34rem;
  }
  .own .stack {
    align-items: end;
  }
  .byline,
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.125rem 0.5rem;
    padding-inline: 0.25rem;
    color: var(--_quiet);
    font-size: 0.8em;
  }
  .byline {
    margin-block-end: 0.1875rem;
  }
  .sender {
    font-weight: 600;
  }
  .bubble {
    max-inline-size: 100%;
    padding: 0.4375rem 0.75rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_bubble);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .own .bubble {
    background: var(--_own);
  }
  .other:not(.first) .bubble {
    border-start-start-radius: calc(var(--_radius) / 3);
  }
  .other:not(.last) .bubble {
    border-end-start-radius: calc(var(--_radius) / 3);
  }
  .own:not(.first) .bubble {
    border-start-end-radius: calc(var(--_radius) / 3);
  }
  .own:not(.last) .bubble {
    border-end-end-radius: calc(var(--_radius) / 3);
  }
  .bubble.failed {
    border-color: var(--_danger);
    background: none;
  }
  .bubble.pending {
    background: color-mix(in oklab, var(--_own) 55%, var(--_surface));
  }
  a {
    color: var(--_link);
  }
  .status {
    margin-block-start: 0.1875rem;
  }
  .status.failed {
    align-items: center;
    justify-content: end;
    color: var(--_danger);
  }
  .why,
  .actions {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .status .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .status button {
    min-block-size: 1.75rem;
    padding-inline: 0.375rem;
    color: var(--_link);
    font-size: 1em;
  }
  .jump {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    background: var(--_surface);
    color: var(--_link);
    box-shadow: 0 2px 10px rgb(0 0 0 / 18%);
  }
  .jump:hover {
    background: color-mix(in oklab, var(--_text) 7%, var(--_surface));
  }
  @container (width < 22rem) {
    .side {
      display: none;
    }
    .row.own {
      padding-inline-start: 1.5rem;
    }
    .row.other {
      padding-inline-end: 1.5rem;
    }
  }
  @media (forced-colors: active) {
    .bubble {
      border-color: CanvasText;
    }
    .own .bubble {
      border-width: 2px;
      border-color: Highlight;
    }
  }
`;
