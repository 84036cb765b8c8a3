import { css } from 'lit';

export const styles = css`
  :host {
    --_avatar: 2.5rem;
    overflow-y: auto;
  }
  .list {
    display: grid;
    padding: 0.25rem;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    position: relative;
    inline-size: 100%;
    padding: 0.625rem 0.75rem;
    border-radius: calc(var(--_radius) * 0.75);
    background: none;
    font-weight: 400;
    text-align: start;
  }
  .row:hover {
    background: var(--_bubble);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row[aria-current] {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }
  .row[aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 25%;
    inset-inline-start: 0;
    inline-size: 3px;
    border-radius: 3px;
    background: var(--_accent);
  }
  .faces {
    display: flex;
    flex: none;
    order: -1;
    align-items: start;
    position: relative;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
  }
  .several {
    --_avatar: 1.625rem;
    inline-size: 2.5rem;
    block-size: 2.5rem;
  }
  .several .avatar:last-of-type {
    align-self: end;
    margin-inline-start: -0.75rem;
    box-shadow: 0 0 0 2px var(--_surface);
  }
  presence-badge {
    position: absolute;
    inset-block-end: -0.125rem;
    inset-inline-end: -0.125rem;
  }
  .words {
    display: grid;
    gap: 0.125rem;
    line-height: 1.35;
  }
  .line > :first-child {
    flex: 1;
  }
  /* What is written in the other direction is cut at its own end, and stands where all else does. */
  .own-end {
    display: flex;
  }
  time {
    flex: none;
    font-size: 0.8em;
  }
  .unread .title {
    font-weight: 700;
  }
  .unread .snippet {
    color: var(--_text);
  }
  .count {
    flex: none;
    min-inline-size: 1.25rem;
    padding-inline: 0.375rem;
    border: 1px solid transparent;
    border-radius: 0.75rem;
    background: var(--_accent);
    color: var(--chat-on-accent, #fff);
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.125rem;
    text-align: center;
  }
  .empty,
  .end {
    padding: 2.5rem 1rem 1rem;
    color: var(--_quiet);
    text-align: center;
  }
  .end {
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    padding-block: 0 0.75rem;
  }
  @media (forced-colors: active) {
    .row[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .count {
      border-color: currentColor;
    }
  }
`;
