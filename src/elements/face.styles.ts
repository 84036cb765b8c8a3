import { css } from 'lit';

export const faceStyles = css`
  .face {
    display: inline-grid;
    position: relative;
    flex: none;
  }
  .face presence-badge {
    position: absolute;
    inset-block-end: -0.0625rem;
    inset-inline-end: -0.125rem;
  }
`;
