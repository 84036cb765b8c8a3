import { css } from 'lit';

export const styles = css`
  :host {
    --_near: calc(var(--_radius) / 3);
    display: flex;
    min-block-size: 0;
    container-type: inline-size;
  }
  .scroller {
    flex: 1;
    display: flex;
    flex-direction: column;
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
  .empty,
  ::slotted([slot='empty']) {
    margin: auto;
    color: var(--_quiet);
  }
  .note,
  .byline,
  .status {
    color: var(--_quiet);
    font-size: 0.8em;
  }
  .note {
    margin-block: 0.75rem;
    text-align: center;
  }
  .day {
    margin-block: 1rem 0.25rem;
  }
  time {
    display: inline-block;
  }
  .day time::first-letter {
    text-transform: uppercase;
  }
  .row {
    display: flex;
    gap: 0.5rem;
    margin-block-start: 0.1875rem;
    padding-inline-end: var(--_indent, 3rem);
  }
  .first {
    margin-block-start: 0.75rem;
  }
  .own {
    justify-content: end;
    padding-inline: var(--_indent, 3rem) 0;
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
    max-inline-size: 34rem;
  }
  .own .stack {
    align-items: end;
  }
  .byline,
  .status {
    row-gap: 0.125rem;
    margin-block: 0.1875rem;
    padding-inline: 0.25rem;
  }
  .byline {
    margin-block-start: 0;
  }
  .status {
    margin-block-end: 0;
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
    border-start-start-radius: var(--_near);
  }
  .other:not(.last) .bubble {
    border-end-start-radius: var(--_near);
  }
  .own:not(.first) .bubble {
    border-start-end-radius: var(--_near);
  }
  .own:not(.last) .bubble {
    border-end-end-radius: var(--_near);
  }
  .bubble.failed {
    border-color: var(--_danger);
    background: none;
  }
  .bubble.pending {
    background: color-mix(in oklab, var(--_own) 55%, var(--_surface));
  }
  a,
  .status button,
  .jump {
    color: var(--_link);
  }
  .status.failed {
    justify-content: end;
    color: var(--_danger);
  }
  .status .line {
    --_icon: 1rem;
    flex-wrap: nowrap;
    gap: 0.375rem;
  }
  .status button {
    min-block-size: 1.75rem;
    padding-inline: 0.375rem;
  }
  .jump {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    box-shadow: 0 2px 10px rgb(0 0 0 / 18%);
  }
  .jump,
  .jump:hover {
    background: var(--_surface);
  }
  @container (width < 22rem) {
    .side {
      display: none;
    }
    .row {
      --_indent: 1.5rem;
    }
  }
  @media (forced-colors: active) {
    .bubble {
      border-color: CanvasText;
    }
    .own .bubble {
      border: 2px solid Highlight;
    }
  }
`;
