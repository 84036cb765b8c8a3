import { css } from 'lit';

/** Buttons and boxes to write in. */
export const controls = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.125rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: 2rem;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: var(--_tint);
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover {
    background: color-mix(in oklab, var(--_accent) 88%, #000);
  }
  button.bare {
    border-color: transparent;
  }
  button.round {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border-radius: 50%;
  }
  button[aria-disabled='true'] {
    background: none;
    border-color: transparent;
    color: var(--_quiet);
    opacity: 0.6;
    cursor: default;
  }
  input,
  textarea {
    inline-size: 100%;
    min-inline-size: 0;
    margin: 0;
    padding: 0.4375rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: 1.25rem;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  :is(input, textarea)::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  :is(input, textarea):focus-visible {
    outline-offset: -1px;
  }
  @media (pointer: coarse) {
    input,
    textarea {
      font-size: max(16px, 1em);
    }
    button {
      min-block-size: 2.75rem;
    }
    button.round {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    button[aria-disabled='true'] {
      color: GrayText;
      opacity: 1;
    }
  }
`;
