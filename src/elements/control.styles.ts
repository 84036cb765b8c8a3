import { css } from 'lit';

/** Buttons and boxes to write in. */
export const controls = css`
  button {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.125rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: 2rem;
    background: none;
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: color-mix(in oklab, var(--_text) 7%, transparent);
  }
  .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--chat-on-accent, #fff);
  }
  .primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, #000);
  }
  .bare {
    border-color: transparent;
  }
  .round {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
  }
  button[aria-disabled='true'] {
    border-color: transparent;
    background: none;
    color: var(--_quiet);
    opacity: 0.6;
    cursor: default;
  }
  input,
  textarea,
  .twin {
    inline-size: 100%;
    margin: 0;
    padding: 0.4375rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: 1.25rem;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  ::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  :is(input, textarea):focus-visible {
    outline-offset: -1px;
  }
  @media (pointer: coarse) {
    input,
    textarea,
    .twin {
      font-size: max(16px, 1em);
    }
    button,
    .round,
    .twin {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    button[aria-disabled='true'] {
      color: GrayText;
      opacity: 1;
    }
  }
`;
