import { css } from 'lit';

export const styles = css`
  .list {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--_least, 8.5rem)), 1fr));
    gap: 0.125rem 0.25rem;
  }
  :host(:state(leading)) {
    --_least: 10rem;
  }
  div:has(> .wide) {
    grid-column: 1 / -1;
  }
  .person {
    --_avatar: 1.75rem;
    min-block-size: 2.5rem;
    padding: 0.1875rem;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) / 2);
    line-height: 1.25;
  }
  .wide {
    flex-wrap: wrap;
  }
  .person:focus-visible {
    outline-offset: -2px;
  }
  .who {
    display: grid;
    flex: 1 1 5rem;
    font-size: 0.9em;
  }
  .who > * {
    justify-self: start;
    max-inline-size: 100%;
  }
  .pending .avatar,
  .refused .avatar {
    border: 1px dashed var(--_quiet);
    background: none;
    color: var(--_quiet);
  }
  .person button {
    min-block-size: 1.75rem;
    padding-inline: 0.625rem;
    font-size: 0.85em;
  }
  .person .round {
    inline-size: 1.75rem;
    padding: 0;
  }
  .bare {
    background: none;
    color: var(--_quiet);
  }
  .dots {
    stroke-width: 2.4;
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0.25rem 0;
    padding: 0.25rem;
    min-inline-size: 10rem;
    color: var(--_text);
    box-shadow: 0 4px 16px #0003;
    position-area: block-end span-inline-end;
    position-try-fallbacks: flip-block, flip-inline;
  }
  @supports not (position-area: block-end) {
    .menu {
      inset: 0;
      margin: auto;
    }
  }
  .menu:popover-open {
    display: grid;
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu button {
    min-block-size: 2.25rem;
    padding-inline: 0.75rem;
    border-color: transparent;
    border-radius: calc(var(--_radius) / 2);
    font-size: 0.95em;
    font-weight: 400;
    text-align: start;
  }
  .unfold {
    margin-block-start: 0.25rem;
    min-block-size: 1.75rem;
    padding-inline: 0.5rem;
    color: var(--_link);
    font-size: 0.85em;
  }
  @media (pointer: coarse) {
    .person button,
    .person .round,
    .menu button,
    .unfold {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .menu {
      border-color: CanvasText;
    }
  }
`;
