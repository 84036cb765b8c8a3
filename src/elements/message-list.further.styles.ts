import { css } from 'lit';

/** What is only drawn when somebody reads back, or does something with a message. */
export const toolStyles = css`
  .older {
    padding: 0.25rem 0.75rem 0;
    color: var(--_quiet);
    font-size: 0.85em;
    text-align: center;
  }
  .older button {
    color: var(--_link);
  }
  .marker {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--_link);
  }
  .marker::before,
  .marker::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid;
  }
  .actions {
    grid-area: 2 / 3;
    visibility: hidden;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    position: absolute;
    inset-inline-start: 0.25rem;
    align-self: center;
    padding-inline: 0.375rem;
    border-radius: 0.75rem;
    background: var(--_surface);
    white-space: nowrap;
  }
  .own .actions {
    grid-column: 1;
    inset-inline: auto 0.25rem;
  }
  @container (width < 26rem) {
    .row .actions {
      grid-column: 2;
      inset-inline: auto 0.25rem;
      align-self: start;
      translate: 0 -60%;
      border: 1px solid var(--_line);
    }
    .actions time {
      display: none;
    }
  }
  .row:hover .actions,
  .row:focus-within .actions {
    visibility: visible;
  }
  .bubble.html {
    white-space: normal;
  }
  .html :is(p, ul, ol, dl, blockquote, table, h1, h2, h3, h4, h5, h6) {
    margin-block: 0.375rem;
    font-size: inherit;
  }
  .html > :first-child {
    margin-block-start: 0;
  }
  .html > :last-child {
    margin-block-end: 0;
  }
  .html :is(ul, ol) {
    padding-inline-start: 1.5rem;
  }
  .html blockquote {
    margin-inline: 0;
    padding-inline-start: 0.5rem;
    border-inline-start: 3px solid var(--_quiet);
  }
  .html :is(th, td) {
    padding-inline-end: 0.75rem;
    text-align: start;
  }
  .html pre {
    white-space: pre-wrap;
  }
  @media (pointer: coarse) {
    .row .actions button,
    .row .status button {
      min-block-size: 2.75rem;
      min-inline-size: 2.75rem;
    }
  }
  @media print {
    .older,
    .actions {
      display: none;
    }
  }
`;
