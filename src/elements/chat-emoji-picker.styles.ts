import { css } from 'lit';

export const styles = css`
  :host {
    inline-size: 20rem;
    max-inline-size: 100%;
    block-size: 17rem;
    max-block-size: 100%;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  /* Opened by a button, it stands above it; where browsers cannot do that, at the lower edge of the window. */
  :host([popover]) {
    position: fixed;
    inset: auto 0 0;
    margin: 0.75rem auto;
    padding: 0;
    box-shadow: 0 0.25rem 1.5rem #0003;
  }
  :host([popover]:not(:popover-open)) {
    display: none;
  }
  @supports (position-area: block-start) {
    :host([popover]) {
      inset: auto;
      margin: 0.75rem 0;
      position-area: block-start span-inline-start;
      position-try-fallbacks:
        flip-block,
        block-start span-all,
        block-end span-all;
    }
  }
  .list {
    block-size: 100%;
    padding: 0 0.5rem 0.5rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .title {
    position: sticky;
    inset-block-start: 0;
    padding: 0.5rem 0.25rem 0.25rem;
    background: var(--_surface);
    color: var(--_quiet);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.25rem, 1fr));
  }
  button {
    padding: 0;
    border-color: transparent;
    border-radius: 0.5rem;
    background: none;
    font-size: 1.375rem;
    font-weight: 400;
    line-height: 1;
    scroll-margin-block-start: 2.25rem;
  }
  :focus-visible {
    outline-offset: -2px;
  }
  @media (pointer: coarse) {
    .grid {
      grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr));
    }
    button {
      font-size: 1.625rem;
    }
  }
  @media (forced-colors: active) {
    button:focus-visible {
      outline-color: Highlight;
    }
  }
`;
