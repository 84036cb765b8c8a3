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
  .pending {
    border: 1px dashed var(--_quiet);
    background: none;
  }
  .note {
    flex: none;
    color: var(--_quiet);
  }
`;
