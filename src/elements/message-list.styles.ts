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
    padding: 0.75rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .list {
    margin-block-start: auto;
  }
  slot {
    display: block;
    margin: auto;
    color: var(--_quiet);
  }
  .note {
    margin-block: 0.75rem;
    text-align: center;
  }
  .day::first-letter {
    text-transform: uppercase;
  }
  .row {
    display: flex;
    gap: 0.5rem;
    margin-block-start: 0.25rem;
    padding-inline-end: 8%;
  }
  .first {
    margin-block-start: 0.75rem;
  }
  .own {
    justify-content: end;
    padding-inline: 8% 0;
  }
  .side {
    flex: none;
    inline-size: 1.75rem;
    padding-block-start: 1.25rem;
  }
  .stack {
    display: flex;
    flex-direction: column;
    align-items: start;
    gap: 0.25rem;
    max-inline-size: 32rem;
  }
  .own .stack {
    align-items: end;
  }
  .byline,
  .status {
    padding-inline: 0.25rem;
  }
  .sender {
    font-weight: 600;
  }
  .bubble {
    padding: 0.375rem 0.75rem;
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
  .own:not(.first) .bubble {
    border-start-end-radius: var(--_near);
  }
  div:has(+ div > .other:not(.first)) .bubble {
    border-end-start-radius: var(--_near);
  }
  div:has(+ div > .own:not(.first)) .bubble {
    border-end-end-radius: var(--_near);
  }
  .own .failed {
    border-color: var(--_danger);
    background: none;
  }
  .pending {
    opacity: 0.7;
  }
  a,
  .status button,
  .jump {
    color: var(--_link);
  }
  .status {
    justify-content: end;
  }
  .status button {
    min-block-size: 0;
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
    .side {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .own .bubble {
      border: 2px solid Highlight;
    }
  }
`;
