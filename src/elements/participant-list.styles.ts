import { css } from 'lit';

export const styles = css`
  .line {
    gap: 0.375rem;
  }
  .person {
    --_avatar: 1.375rem;
    flex-wrap: nowrap;
    max-inline-size: 100%;
    padding-block: 0.125rem;
    padding-inline: 0.1875rem 0.625rem;
    border: 1px solid transparent;
    border-radius: 2rem;
    background: var(--_bubble);
    font-size: 0.8667em;
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
