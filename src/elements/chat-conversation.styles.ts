import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
  }
  :host(:state(composed)) {
    display: block;
    container-type: normal;
  }
  .chat {
    flex: 1 1 32rem;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden;
    border-radius: var(--_edge, var(--_radius));
  }
  .header {
    flex: none;
    padding: 0.75rem;
    min-block-size: 3.75rem;
    line-height: 1.3;
  }
  .side {
    flex: none;
    position: relative;
    max-block-size: 60%;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .header:has(+ [hidden]),
  .side {
    border-block-end: 1px solid var(--_line);
  }
  .faces {
    --_avatar: 2.25rem;
    display: flex;
  }
  .avatar + .avatar {
    margin-inline-start: -0.375rem;
    box-shadow: 0 0 0 2px var(--_surface);
  }
  .people,
  .notice,
  .footer {
    margin: 0 var(--_inset, 0.75rem) 0.75rem;
  }
  .faces:not(:has(*)) {
    display: none;
  }
  .waiting {
    min-block-size: 4.5rem;
  }
  .faces {
    position: relative;
  }
  .faces presence-badge {
    position: absolute;
    inset-block-end: -0.0625rem;
    inset-inline-end: -0.0625rem;
  }
  .banner,
  .notice {
    padding: 0.5rem 0.75rem;
  }
  .banner {
    background: color-mix(in srgb, orange 20%, var(--_surface));
  }
  .banner button {
    margin-inline-start: auto;
  }
  .typing {
    margin-block-end: 0.25rem;
    min-block-size: 1.5em;
  }
  .notice + .footer > .typing:empty {
    margin: 0;
    min-block-size: 0;
  }
  message-list {
    flex: 1;
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.5rem;
    margin: auto;
    padding: 1rem;
    max-inline-size: 22rem;
    color: var(--_quiet);
    text-align: center;
  }
  .face {
    --_avatar: 3.5rem;
  }
  .spinner {
    flex: none;
    inline-size: 1rem;
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
  @container (width < 48rem) {
    .adding:not([hidden]) + .people {
      display: none;
    }
  }
  @container (width >= 48rem) {
    .chat {
      --_inset: max(0.75rem, calc(50% - 24rem));
      display: grid;
      grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) auto;
    }
    .chat > * {
      grid-column: 1;
    }
    .chat > .header {
      grid-column: 1 / -1;
      border-block-end: 1px solid var(--_line);
    }
    .chat > .side {
      --_inset: 0.75rem;
      grid-area: 2 / 2 / -1;
      inline-size: 17rem;
      max-block-size: none;
      padding-block-start: 0.75rem;
      border-block: 0;
      border-inline-start: 1px solid var(--_line);
    }
    message-list {
      grid-row: 3;
    }
    message-list::part(viewport) {
      padding-inline: var(--_inset);
    }
    .notice {
      grid-row: 4;
    }
    .footer {
      grid-row: 5;
    }
  }
  @container (width < 22rem) {
    .faces {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
  @media print {
    :host {
      display: block;
      block-size: auto !important;
      max-block-size: none !important;
    }
    .chat {
      display: block;
      overflow: visible;
    }
  }
`;
