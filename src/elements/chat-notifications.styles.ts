import { css } from 'lit';

export const styles = css`
  :host {
    display: inline-block;
  }
  .settings {
    position: fixed;
    inset: var(--_top, 0) auto auto var(--_left, 0);
    z-index: 1001;
    inline-size: min(18rem, 100vw - 1rem);
    margin: 0;
    padding: 0.5rem;
    overflow: visible;
    color: inherit;
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.25);
  }
  label {
    padding: 0.5rem;
    border-radius: 0.5rem;
    cursor: pointer;
  }
  label:hover {
    background: var(--_bubble);
  }
  label span {
    flex: 1;
  }
  .settings input {
    appearance: none;
    display: grid;
    flex: none;
    inline-size: 2.25rem;
    min-inline-size: 2.25rem;
    block-size: 1.25rem;
    min-block-size: 1.25rem;
    padding: 2px;
    border: 1px solid var(--_quiet);
    border-radius: 0.75rem;
    background: none;
    cursor: inherit;
  }
  .settings input::before {
    content: '';
    block-size: 100%;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_quiet);
    justify-self: start;
  }
  .settings input:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .settings input:checked::before {
    background: var(--chat-on-accent, #fff);
    justify-self: end;
  }
  .settings input:disabled {
    opacity: 0.5;
  }
  .hint {
    padding: 0.25rem 0.5rem;
  }
  @media (forced-colors: active) {
    .settings input::before {
      background: ButtonText;
    }
    .settings input:checked {
      background: Highlight;
    }
    .settings input:checked::before {
      background: HighlightText;
    }
    .settings input {
      forced-color-adjust: none;
    }
  }
`;
