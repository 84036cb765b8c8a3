import { css } from 'lit';

export const styles = css`
  .composer {
    align-items: end;
    padding: 0.25rem;
    border: 1px solid var(--_line);
    border-radius: 1.375rem;
    background: var(--_surface);
  }
  .composer:has(textarea:focus-visible) {
    outline: 2px solid var(--_link);
    outline-offset: -1px;
  }
  .grow {
    display: grid;
    flex: 1;
    max-block-size: calc(var(--message-composer-max-rows, 6) * 1lh + 0.75rem + 2px);
  }
  .twin,
  textarea {
    grid-area: 1 / 1;
    padding-block: calc(0.375rem + 1px);
    border: 0;
    background: none;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .twin {
    max-block-size: inherit;
    overflow: hidden;
    visibility: hidden;
  }
  textarea {
    block-size: 100%;
    min-block-size: 0;
    resize: none;
  }
  textarea:focus-visible {
    outline: none;
  }
  .bare {
    background: none;
    color: var(--_quiet);
  }
  :disabled {
    color: GrayText;
    cursor: not-allowed;
  }
  :host(:state(disabled)) .composer {
    background: var(--_bubble);
  }
  .line.quiet > :not(:empty) {
    padding: 0.25rem 0.875rem 0;
  }
  .icon:dir(rtl) {
    scale: -1 1;
  }
  :not(:defined) {
    display: none;
  }
`;
