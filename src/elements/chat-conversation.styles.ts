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
  }
  .top {
    flex: none;
    max-block-size: 60%;
    overflow-y: auto;
    border-block-end: 1px solid var(--_line);
  }
  .header {
    padding: 0.75rem;
    line-height: 1.3;
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
    margin: 0 0.75rem 0.75rem;
  }
  :not(:defined) {
    display: block;
    min-block-size: 1.875rem;
    color: var(--_danger);
  }
  participant-add:not(:defined) {
    min-block-size: 4.25rem;
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
`;
