import { css } from 'lit';

export const styles = css`
  .form {
    display: grid;
    gap: 0.25rem;
  }
  label {
    font-size: 0.8667em;
    font-weight: 600;
  }
  .line {
    flex-wrap: nowrap;
    align-items: stretch;
  }
  [aria-invalid] {
    border-color: var(--_danger);
  }
  [readonly] {
    color: var(--_quiet);
  }
`;
