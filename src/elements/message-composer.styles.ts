import { css } from 'lit';

export const styles = css`
  .composer {
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
    max-block-size: inherit;
    overflow: hidden;
    visibility: hidden;
  }
  textarea {
    block-size: 100%;
    min-block-size: 0;
    resize: none;
  }
  .icon:dir(rtl) {
    scale: -1 1;
  }
`;
