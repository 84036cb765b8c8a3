import { css } from 'lit';

export const styles = css`
  :host {
    container-type: inline-size;
  }
  .list {
    display: grid;
    gap: 0.5rem;
  }
  .card {
    --_avatar: 2.5rem;
    padding: 0.75rem;
    column-gap: 0.75rem;
    box-shadow: 0 1px 2px rgb(0 0 0 / 6%);
  }
  .words {
    flex: 1 1 12rem;
  }
  .text {
    display: -webkit-box;
    margin-block-start: 0.25rem;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  @container (width < 24rem) {
    .words {
      flex-basis: 0;
    }
    .answers {
      flex: 1 0 100%;
    }
    button {
      flex: 1;
    }
  }
`;
