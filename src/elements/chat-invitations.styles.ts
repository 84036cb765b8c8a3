import { css } from 'lit';

export const styles = css`
  .list {
    display: grid;
    gap: 0.5rem;
  }
  .card {
    --_avatar: 2.25rem;
    gap: 0.75rem;
    padding: 0.75rem;
  }
  .card > .face {
    align-self: start;
  }
  .alarm {
    flex: 1 0 100%;
  }
  .text {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    display: -webkit-box;
    margin-block-start: 0.25rem;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .answers {
    flex: 1 0 100%;
  }
`;
