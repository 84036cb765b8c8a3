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
    flex-wrap: nowrap;
    gap: 0.25rem;
    padding: 0.625rem 0.75rem;
    line-height: 1.3;
  }
  .faces {
    --_avatar: 2.25rem;
    display: flex;
    margin-inline-end: 0.5rem;
  }
  .faces .avatar {
    box-sizing: content-box;
    margin-block: -2px;
    border: 2px solid var(--_surface);
  }
  .avatar + .avatar {
    margin-inline-start: -0.625rem;
  }
  .words {
    flex: 1;
  }
  .people {
    padding: 0.125rem 0.75rem 0.625rem;
  }
  .banner {
    row-gap: 0.25rem;
    padding: 0.5rem 0.75rem;
    background: light-dark(#fff4dc, #3a2f14);
    color: light-dark(#5c4200, #f5dfae);
    font-size: 0.9333em;
  }
  .banner button {
    margin-inline-start: auto;
    border-color: currentColor;
    color: inherit;
  }
  message-list {
    flex: 1;
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.25rem;
    margin: auto;
    padding: 1rem;
    max-inline-size: 24rem;
    color: var(--_quiet);
    text-align: center;
  }
  .empty button {
    margin-block-start: 0.5rem;
  }
  .alarm {
    --_icon: 1.75rem;
  }
  .face {
    --_avatar: 3.5rem;
  }
  .notice {
    margin: 0 0.75rem 0.5rem;
    padding-block: 0.5rem;
    padding-inline: 0.875rem 0.5rem;
  }
  .notice p {
    flex: 1 1 10rem;
  }
  .footer {
    padding: 0 0.75rem 0.75rem;
  }
  .spinner {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
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
  @container (width < 24rem) {
    .avatar + .avatar {
      display: none;
    }
  }
  @container (width < 17rem) {
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
