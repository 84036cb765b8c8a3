import { css } from 'lit';

export const styles = css`
  .form {
    display: grid;
    gap: 0.25rem;
  }
  [aria-invalid] {
    border-color: var(--_danger);
  }
  [readonly] {
    color: var(--_quiet);
  }
`;
