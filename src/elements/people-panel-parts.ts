import { exported } from './exported-parts.js';

export const PEOPLE_PARTS = exported(
  'participant',
  'list person pending refused avatar presence-badge name note more menu action error dismiss unfold',
);
export const ADD_PARTS = exported(
  'add',
  'form label chosen person asked refused name take-out address add found option active present avatar presence-badge note status error',
);

/** What it forwards, for who draws a `<chat-conversation>`: `exportedAll`. */
export const PANEL_PARTS: readonly string[] = [PEOPLE_PARTS, ADD_PARTS];
