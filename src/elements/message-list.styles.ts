import { css } from 'lit';

export const styles = css`
  :host {
    --_near: calc(var(--_radius) / 4);
    display: flex;
    min-block-size: 0;
    container-type: inline-size;
  }
  .scroller {
    flex: 1;
    display: flex;
    flex-direction: column;
    padding-block: 0.75rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
  }
  .all {
    margin-block-start: auto;
  }
  .block {
    padding-inline: 0.75rem;
    content-visibility: auto;
    contain-intrinsic-size: auto none auto 2200px;
  }
  slot {
    display: block;
    margin: auto;
    color: var(--_quiet);
  }
  .note {
    margin: 0;
    padding-block: 0.75rem 0.25rem;
    color: var(--_quiet);
    font-size: 0.85em;
    text-align: center;
  }
  .day::first-letter {
    text-transform: uppercase;
  }
  .row {
    display: grid;
    grid-template-columns: 2.25rem minmax(0, auto) minmax(2.25rem, 1fr);
    position: relative;
    padding-block-start: 0.25rem;
    border-radius: 0.25rem;
  }
  .own {
    grid-template-columns: minmax(2.25rem, 1fr) minmax(0, auto);
    justify-items: end;
  }
  .first {
    padding-block-start: 0.75rem;
  }
  .row > * {
    grid-column: 2;
    max-inline-size: 32rem;
  }
  .row > .avatar {
    grid-area: 2 / 1;
  }
  .byline,
  .status {
    padding: 0 0.25rem 0.25rem;
  }
  .byline {
    grid-row: 1;
  }
  .sender {
    font-weight: 600;
  }
  time {
    unicode-bidi: plaintext;
  }
  .bubble {
    grid-row: 2;
    justify-self: start;
    padding: 0.375rem 0.75rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_bubble);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  .own .bubble {
    justify-self: end;
    background: var(--_own);
  }
  .other:not(.first) .bubble {
    border-start-start-radius: var(--_near);
  }
  .own:not(.first) .bubble {
    border-start-end-radius: var(--_near);
  }
  .other.followed .bubble {
    border-end-start-radius: var(--_near);
  }
  .own.followed .bubble {
    border-end-end-radius: var(--_near);
  }
  .row:focus-visible {
    outline: none;
  }
  .row:focus-visible .bubble {
    outline: 2px solid var(--_link);
    outline-offset: -2px;
  }
  .row .emoji {
    padding: 0;
    background: none;
    font-size: 2.25em;
    line-height: 1.25;
  }
  code {
    padding: 0.125em 0.25em;
    border-radius: 0.25rem;
    background: color-mix(in srgb, var(--_text) 8%, transparent);
    font-size: 0.9em;
  }
  pre {
    margin: 0.25rem 0;
    white-space: inherit;
  }
  pre code {
    display: block;
    padding: 0.375rem 0.5rem;
  }
  .row .failed {
    border-color: var(--_danger);
    background: none;
  }
  .pending.bubble {
    opacity: 0.7;
  }
  a,
  .row button,
  .jump {
    color: var(--_link);
  }
  .status {
    grid-row: 3;
    padding-block: 0.25rem;
    text-align: end;
  }
  .status.failed,
  .undelivered.status {
    color: var(--_danger);
  }
  .status .icon {
    display: inline-block;
    margin-inline-end: 0.25rem;
    vertical-align: text-bottom;
  }
  .status > span {
    white-space: nowrap;
  }
  .read .icon {
    color: var(--_link);
  }
  .row button {
    min-block-size: 0;
    margin-inline-start: 0.25rem;
    padding: 0.25rem;
  }
  .jump {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    box-shadow: 0 2px 8px #0003;
  }
  @container (width < 22rem) {
    .other {
      grid-template-columns: 0 minmax(0, auto) minmax(2.25rem, 1fr);
    }
    .row > .avatar {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .own .bubble {
      border: 2px solid Highlight;
    }
  }
  @media print {
    :host {
      display: block;
      block-size: auto !important;
      max-block-size: none !important;
    }
    .scroller {
      overflow: visible;
    }
    .block {
      content-visibility: visible;
    }
    .jump {
      display: none;
    }
  }
`;
