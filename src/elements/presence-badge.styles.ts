import { css } from 'lit';

export const styles = css`
  :host {
    --_available: var(--presence-badge-available, light-dark(#0e7a3c, #57c97f));
    --_away: var(--presence-badge-away, light-dark(#a15c00, #f5b64c));
    --_busy: var(--presence-badge-busy, light-dark(#c42b2b, #ff8080));
    --_tone: var(--_quiet);
    --_mark: var(--_surface);
    display: inline-block;
    flex: none;
    inline-size: var(--presence-badge-size, 0.75rem);
    aspect-ratio: 1;
    vertical-align: -0.05em;
  }
  /* Its room is kept while nothing is known, so that nothing jumps. The ring sets it off from a picture behind it. */
  .badge {
    display: block;
    border-radius: 50%;
    background: var(--_surface);
    box-shadow: 0 0 0 2px var(--presence-badge-ring, var(--_surface));
  }
  svg {
    display: block;
    fill: none;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .disc {
    fill: var(--_tone);
  }
  .mark {
    stroke: var(--_mark);
  }
  .online {
    --_tone: var(--_available);
  }
  .away,
  .be-right-back,
  .idle {
    --_tone: var(--_away);
  }
  .busy,
  .do-not-disturb {
    --_tone: var(--_busy);
  }
  /* Who is not there is a ring. */
  .offline,
  .hidden {
    --_mark: var(--_tone);
  }
  :is(.offline, .hidden) .disc {
    fill: var(--_surface);
    stroke: var(--_tone);
    stroke-width: 1.5;
    r: 5.2px;
  }
  @media (forced-colors: active) {
    .badge {
      --_tone: CanvasText;
      --_mark: Canvas;
      --_surface: Canvas;
      forced-color-adjust: none;
    }
    .offline,
    .hidden {
      --_mark: CanvasText;
    }
  }
`;
