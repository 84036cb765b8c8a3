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
  .row:hover .actions,
  .row:focus-within .actions {
    visibility: visible;
  }
  @media print {
    .older,
    .actions {
      display: none;
    }
  }
`;
