import { css } from 'lit';
import { avatarStyles } from './avatar.styles.js';
import { controls } from './control.styles.js';

const theme = css`
  :host {
    --_accent: var(--chat-accent, #35e);
    --_surface: var(--chat-surface, light-dark(#fff, #1a1a22));
    --_text: var(--chat-text, light-dark(#223, #eef));
    --_danger: var(--chat-danger, color-mix(in srgb, red 70%, var(--_text)));
    --_quiet: var(--chat-quiet, color-mix(in srgb, var(--_text) 70%, var(--_surface)));
    --_line: var(--chat-line, color-mix(in srgb, var(--_text) 12%, var(--_surface)));
    --_bubble: var(--chat-bubble, color-mix(in srgb, var(--_text) 6%, var(--_surface)));
    --_own: var(--chat-own-bubble, color-mix(in srgb, var(--_accent) 20%, var(--_surface)));
    --_link: color-mix(in srgb, var(--_accent) 60%, var(--_text));
    --_radius: var(--chat-radius, 1rem);
    display: block;
    position: relative;
    /* What a page inherits to everything, or says of everything. Of important rules those inside of an element win. */
    color: var(--_text) !important;
    font: 400 var(--chat-font-size, 0.9375rem) / 1.45 system-ui !important;
    font-family: var(--chat-font-family, system-ui, sans-serif) !important;
    letter-spacing: normal !important;
    word-spacing: normal !important;
    word-break: normal !important;
    hyphens: manual !important;
    white-space: normal !important;
    text-align: start !important;
    text-indent: 0 !important;
    text-shadow: none !important;
    text-transform: none !important;
    user-select: text !important;
    -webkit-user-select: text !important;
    -webkit-text-fill-color: currentcolor !important;
    cursor: auto !important;
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
    opacity: 0;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .words {
    flex: 1 1 8rem;
  }
  .answers {
    margin-inline-start: auto;
    justify-content: end;
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
    font-size: 0.85em;
  }
  .alarm {
    color: var(--_danger);
  }
  .cut,
  ::placeholder {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    inline-size: 1.35em;
    margin: auto;
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

/**
 * The look that all elements share. A page sets the `--chat-…` properties, on `:root` or any element; light or dark
 * follows the page's `color-scheme`. The `--_…` names are private. The manifest says of every element with this look:
 *
 * @cssproperty [--chat-accent=#35e] - Buttons, links, own bubbles.
 * @cssproperty [--chat-on-accent=#fff] - Words on the accent colour.
 * @cssproperty [--chat-surface=light-dark(#fff, #1a1a22)] - Background.
 * @cssproperty [--chat-text=light-dark(#223, #eef)] - Words.
 * @cssproperty [--chat-quiet] - Less important words. Between `--chat-text` and `--chat-surface` unless set, as the next two.
 * @cssproperty [--chat-line] - Borders.
 * @cssproperty [--chat-bubble] - Behind what others wrote.
 * @cssproperty [--chat-own-bubble] - Behind what this user wrote. A fifth of the accent colour unless set.
 * @cssproperty [--chat-danger] - What went wrong. Red unless set.
 * @cssproperty [--chat-radius=1rem] - Corners.
 * @cssproperty [--chat-font-family=system-ui, sans-serif] - Typeface. That of the page does not come in by itself: name it here.
 * @cssproperty [--chat-font-size=0.9375rem] - Size of the text; all else follows it.
 */
export const look = [theme, controls, avatarStyles];
