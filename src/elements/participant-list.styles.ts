import { css } from 'lit';

export const styles = css`
  .person {
    --_avatar: 1.5rem;
    max-inline-size: 100%;
    padding-block: 0.125rem;
    padding-inline: 0.25rem 0.5rem;
    border: 1px solid transparent;
    border-radius: 1.25rem;
    background: var(--_bubble);
    font-size: 0.85em;
  }
  .person button {
    min-block-size: 1.75rem;
    padding: 0 0.5rem;
    font-size: inherit;
  }
  details[open] {
    display: contents;
  }
  summary {
    min-inline-size: 1.5rem;
    min-block-size: 1.5rem;
    border-radius: 1rem;
    text-align: center;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .pending {
    border: 1px dashed var(--_quiet);
    background: none;
  }
  .note {
    flex: none;
    color: var(--_quiet);
  }
`;
