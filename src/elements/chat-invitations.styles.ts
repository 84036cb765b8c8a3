import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    container-type: inline-size;
  }
  .list {
    display: grid;
    gap: 0.5rem;
  }
  .card {
    --_avatar: 2.5rem;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    padding: 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 1px 2px rgb(0 0 0 / 6%);
  }
  .words {
    flex: 1 1 12rem;
    min-inline-size: 0;
  }
  .title {
    font-weight: 600;
  }
  .address {
    color: var(--_quiet);
    font-size: 0.8667em;
  }
  .title,
  .address,
  .text {
    overflow-wrap: anywhere;
  }
  .text {
    display: -webkit-box;
    margin-block-start: 0.25rem;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .answers {
    display: flex;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  @container (width < 24rem) {
    .words {
      flex-basis: 0;
    }
    .answers {
      flex: 1 0 100%;
    }
    .answers button {
      flex: 1;
    }
  }
`;
