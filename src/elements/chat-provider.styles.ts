import { css } from 'lit';

export const styles = css`
  :host(:not([hidden])) {
    display: contents;
  }
`;
