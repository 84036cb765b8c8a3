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
    display: flex;
    gap: 0.5rem;
  }
  input[aria-invalid] {
    border-color: var(--_danger);
  }
  input[readonly] {
    color: var(--_quiet);
  }
  p {
    color: var(--_quiet);
    font-size: 0.8667em;
  }
  .error {
    color: var(--_danger);
  }
`;
