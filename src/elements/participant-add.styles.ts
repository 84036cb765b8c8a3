import { css } from 'lit';

export const styles = css`
  .form {
    display: grid;
    gap: 0.375rem;
  }
  .head {
    justify-content: space-between;
  }
  ::slotted(button) {
    flex: none;
    margin: -0.5rem;
  }
  [aria-invalid] {
    border-color: var(--_danger);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    max-block-size: 8.5rem;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .person {
    --_avatar: 1.25rem;
    --presence-badge-size: 0.5625rem;
    gap: 0.375rem;
    padding-block: 0.125rem;
    padding-inline: 0.5rem 0.125rem;
    border: 1px solid var(--_line);
    border-radius: 1.25rem;
    background: var(--_bubble);
    font-size: 0.9em;
    line-height: 1.25;
  }
  .person:has(> .face) {
    padding-inline-start: 0.1875rem;
  }
  .chosen > :has(> .refused) {
    inline-size: 100%;
  }
  .asked {
    min-block-size: 1.75rem;
    padding-inline-end: 0.625rem;
    border-style: dashed;
    background: none;
    color: var(--_quiet);
  }
  .refused {
    border-color: var(--_danger);
    border-radius: calc(var(--_radius) / 1.5);
    background: none;
  }
  .person button {
    inline-size: 1.5rem;
    min-block-size: 1.5rem;
    background: none;
    color: var(--_quiet);
    font-size: 0.8em;
  }
  .person button:focus-visible {
    outline-offset: -2px;
  }
  .who {
    display: grid;
    flex: 1;
    line-height: 1.25;
  }
  .who > * {
    justify-self: start;
    max-inline-size: 100%;
  }
  .found {
    --_avatar: 2rem;
    max-block-size: 11.75rem;
    padding: 0.25rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .option {
    min-block-size: 2.75rem;
    padding: 0.25rem 0.375rem;
    border-radius: calc(var(--_radius) / 1.5);
    cursor: pointer;
  }
  .option:hover {
    background: var(--_bubble);
  }
  .active,
  .active:hover {
    background: var(--_own);
  }
  .active .quiet {
    color: inherit;
  }
  .present {
    background: none;
    cursor: default;
  }
  .present .face {
    opacity: 0.6;
  }
  .standing {
    flex: none;
    max-inline-size: 45%;
    text-align: end;
  }
  .outcome:not(:has(:not(.unseen))) {
    position: absolute;
  }
  .spinner {
    flex: none;
    inline-size: 0.875rem;
    aspect-ratio: 1;
    border: 2px solid;
    border-block-start-color: transparent;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (pointer: coarse) {
    .person button {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    .option {
      min-block-size: 3rem;
    }
  }
  @media (forced-colors: active) {
    .active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
`;
