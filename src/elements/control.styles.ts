import { css } from 'lit';

/** Buttons and boxes to write in. */
export const controls = css`
  button,
  input,
  textarea,
  .twin {
    --_face: var(--_surface);
    margin: 0;
    padding: 0.375rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: 1.375rem;
    background: var(--_face);
    color: var(--_text);
    font: inherit;
  }
  button {
    flex: none;
    min-block-size: 2.25rem;
    font-weight: 600;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--_text) 6%, var(--_face));
  }
  .primary {
    --_face: var(--_accent);
    color: var(--chat-on-accent, #fff);
  }
  .primary,
  .bare {
    border-color: transparent;
  }
  .round {
    inline-size: 2.25rem;
    padding: 0;
  }
  button[aria-disabled='true'] {
    border-color: transparent;
    background: none;
    color: GrayText;
    cursor: default;
  }
  input,
  textarea,
  .twin {
    inline-size: 100%;
  }
  ::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  :is(input, textarea, .scroller):focus-visible {
    outline-offset: -2px;
  }
  @media (pointer: coarse) {
    button,
    input,
    textarea,
    .twin {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
      font-size: max(16px, 1em);
    }
  }
`;
