import { css } from 'lit';

export const styles = css`
  .composer {
    flex-wrap: nowrap;
    align-items: end;
  }
  .grow {
    display: grid;
    flex: 1;
    max-block-size: 9rem;
  }
  .twin,
  textarea {
    grid-area: 1 / 1;
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
    block-size: 100%;
    min-block-size: 0;
    resize: none;
    scrollbar-width: thin;
  }
  ::placeholder {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .alarm {
    padding-inline: 0.875rem;
    font-size: 0.8em;
  }
  .icon:dir(rtl) {
    scale: -1 1;
  }
`;
