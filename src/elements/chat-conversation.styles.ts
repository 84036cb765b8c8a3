import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
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
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .top {
    flex: none;
    max-block-size: 60%;
    overflow-y: auto;
    border-block-end: 1px solid var(--_line);
  }
  .header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.625rem 0.75rem;
  }
  .header button {
    flex: none;
  }
  .faces {
    --_avatar: 2.25rem;
    display: flex;
    margin-inline-end: 0.5rem;
  }
  .faces .avatar {
    border: 2px solid var(--_surface);
    box-sizing: content-box;
    margin-block: -2px;
  }
  .faces .avatar + .avatar {
    margin-inline-start: -0.625rem;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .title {
    color: var(--_text);
    overflow: hidden;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    overflow: hidden;
    color: var(--_quiet);
    font-size: 0.8667em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .people,
  .adding {
    padding: 0.125rem 0.75rem 0.625rem;
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.625rem;
    padding: 0.5rem 0.75rem;
    background: light-dark(#fff4dc, #3a2f14);
    color: light-dark(#5c4200, #f5dfae);
    font-size: 0.9333em;
  }
  .banner button {
    margin-inline-start: auto;
    border-color: currentColor;
  }
  message-list {
    flex: 1;
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.25rem;
    margin: auto;
    padding: 1rem;
    max-inline-size: 24rem;
    color: var(--_quiet);
    text-align: center;
    overflow-wrap: anywhere;
  }
  .empty button {
    margin-block-start: 0.5rem;
    color: var(--_text);
  }
  .alarm {
    color: var(--_danger);
  }
  .alarm .icon {
    inline-size: 1.75rem;
    block-size: 1.75rem;
  }
  .face {
    --_avatar: 3.5rem;
  }
  .hint {
    margin-block-start: 0.25rem;
    color: var(--_quiet);
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 0.75rem;
    margin: 0 0.75rem 0.5rem;
    padding: 0.5rem 0.5rem 0.5rem 0.875rem;
    padding-inline: 0.875rem 0.5rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .notice p {
    flex: 1 1 10rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .answers {
    display: flex;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  .footer {
    padding: 0 0.75rem 0.75rem;
  }
  .spinner {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
    border: 2px solid currentColor;
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
    .faces .avatar + .avatar {
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
