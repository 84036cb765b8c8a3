import { css } from 'lit';

/**
 * The look that all elements share. A page sets the `--chat-…` properties, on `:root` or any element; light or dark
 * follows the page's `color-scheme`. The `--_…` names are private.
 */
export const theme = css`
  :host {
    --_accent: var(--chat-accent, light-dark(#2f55d4, #4468e8));
    --_surface: var(--chat-surface, light-dark(#fff, #17191f));
    --_bubble: var(--chat-bubble, light-dark(#f1f3f6, #262a33));
    --_own: var(
      --chat-own-bubble,
      light-dark(
        color-mix(in oklab, var(--_accent) 15%, var(--_surface)),
        color-mix(in oklab, var(--_accent) 34%, var(--_surface))
      )
    );
    --_text: var(--chat-text, light-dark(#1b1e25, #eceef3));
    --_quiet: var(--chat-quiet, light-dark(#5b6371, #a3abb9));
    --_line: var(--chat-line, light-dark(#e4e7ec, #2f343e));
    --_danger: var(--chat-danger, light-dark(#b3261e, #ff9c92));
    --_radius: var(--chat-radius, 1rem);
    --_link: light-dark(var(--_accent), color-mix(in oklab, var(--_accent) 55%, #fff));
    display: block;
    position: relative;
    color: var(--_text);
    font: 400 var(--chat-font-size, 0.9375rem) / 1.45 var(--chat-font-family, system-ui, sans-serif);
    text-align: start;
    -webkit-tap-highlight-color: transparent;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :host,
  * {
    box-sizing: border-box;
    min-inline-size: 0;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .answers {
    margin-inline-start: auto;
  }
  .card {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .title {
    color: var(--_text);
    font-weight: 600;
  }
  .quiet {
    color: var(--_quiet);
    font-size: 0.8667em;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .alarm {
    color: var(--_danger);
  }
  .icon {
    inline-size: var(--_icon, 1.25rem);
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .solid {
    fill: currentColor;
    stroke: none;
  }
  :focus-visible {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }
`;
