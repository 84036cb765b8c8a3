import { css } from 'lit';

export const styles = css`
  :host {
    --_size: var(--chat-launcher-size, 3.5rem);
    --_block: calc(var(--chat-launcher-offset-block, var(--_offset-block, 1.25rem)) + env(safe-area-inset-bottom, 0px));
    --_inline: var(--chat-launcher-offset-inline, var(--_offset-inline, 1.25rem));
    position: fixed;
    z-index: 1000;
    inset-block-end: var(--_block);
    inset-inline-end: var(--_inline);
  }
  :host([position^='top']) {
    inset-block: var(--_block) auto;
  }
  :host([position$='start']) {
    inset-inline: var(--_inline) auto;
  }
  .launcher {
    display: grid;
    place-items: center;
    position: relative;
    inline-size: var(--_size);
    min-inline-size: var(--_size);
    block-size: var(--_size);
    padding: 0;
    border-radius: 50%;
    box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 0.28);
    transition: scale 0.15s;
  }
  .launcher:hover {
    scale: 1.05;
  }
  .launcher:focus-visible {
    outline-width: 3px;
  }
  .launcher .icon {
    inline-size: calc(var(--_size) * 0.56);
  }
  .badge {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: -0.25rem;
    min-inline-size: 1.375rem;
    padding-inline: 0.3125rem;
    border: 2px solid var(--_surface);
    border-radius: 0.75rem;
    background: var(--chat-launcher-badge, #c42b2b);
    color: #fff;
    font-size: 0.75rem;
    font-weight: 700;
    line-height: 1.125rem;
  }
  .panel {
    display: flex;
    flex-direction: column;
    position: fixed;
    inset: auto;
    inset-block-end: calc(var(--_block) + var(--_size) + 0.75rem);
    inset-inline-end: var(--_inline);
    inline-size: min(var(--chat-launcher-width, 24rem), 100vw - 2 * var(--_inline));
    block-size: min(
      var(--chat-launcher-height, 40rem),
      var(--_view-height, 100dvh) - var(--_block) - var(--_size) - 1.5rem
    );
    margin: 0;
    padding: 0;
    overflow: hidden;
    color: inherit;
    box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 0.25);
    animation: rise 0.18s ease-out;
  }
  :host([position^='top']) .panel {
    inset-block: calc(var(--_block) + var(--_size) + 0.75rem) auto;
  }
  :host([position$='start']) .panel {
    inset-inline: var(--_inline) auto;
  }
  .panel:focus-visible {
    outline-offset: -2px;
  }
  @keyframes rise {
    from {
      translate: 0 0.75rem;
    }
  }
  .bar {
    flex: none;
    padding: 0.375rem;
    border-block-end: 1px solid var(--_line);
  }
  .bar .title {
    flex: 1;
    padding-inline-start: 0.5rem;
  }
  .back:dir(rtl) .icon {
    scale: -1 1;
  }
  /* With content of the page's own, the bar is only needed where the panel lies over the button. */
  .slotted {
    display: none;
  }
  .content {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }
  .content > :not(slot),
  ::slotted(*) {
    flex: 1 1 0;
    min-block-size: 0;
  }
  .back {
    padding-inline: 0.5rem;
  }
  /* The panel has an edge already. */
  ::slotted(chat-conversation) {
    --_edge: 0;
    margin: -1px;
  }
  chat-conversation::part(chat) {
    border: 0;
    border-radius: 0;
  }
  @media (width < 480px) {
    .panel,
    :host([position]) .panel {
      inset: var(--_view-top, 0px) 0 auto;
      inline-size: 100vw;
      block-size: var(--_view-height, 100dvh);
      padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px)
        env(safe-area-inset-left, 0px);
      border: 0;
      border-radius: 0;
    }
    .launcher[aria-expanded='true'] {
      visibility: hidden;
    }
    .slotted {
      display: flex;
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border: 2px solid ButtonText;
    }
    .badge {
      border-color: Canvas;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .launcher,
    .panel {
      animation: none;
      transition: none;
    }
    .launcher:hover {
      scale: none;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
