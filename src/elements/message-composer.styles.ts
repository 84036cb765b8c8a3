import { css } from 'lit';

export const styles = css`
  .composer {
    display: flex;
    align-items: end;
    gap: 0.5rem;
  }
  .grow {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    max-block-size: 9rem;
  }
  .twin,
  textarea {
    grid-area: 1 / 1;
    padding: 0.4375rem 0.875rem;
    border: 1px solid var(--_line);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .twin {
    min-block-size: 2.25rem;
    max-block-size: inherit;
    overflow: hidden;
    visibility: hidden;
  }
  textarea {
    display: block;
    block-size: 100%;
    min-block-size: 0;
    overflow-y: auto;
    resize: none;
    scrollbar-width: thin;
  }
  textarea::placeholder {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [part='hint'] {
    padding-inline: 0.875rem;
    color: var(--_danger);
    font-size: 0.8em;
  }
  [part='send'] .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  @media (pointer: coarse) {
    .twin {
      min-block-size: 2.75rem;
      font-size: max(16px, 1em);
    }
  }
`;
