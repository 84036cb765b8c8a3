import { icon } from './icons.js';

export const closeIcon = icon('m5 5 10 10m0-10L5 15');
export const moreIcon = icon('M4.5 10h.01M10 10h.01m5.49 0h.01', 'dots');
export const chatIcon = icon(
  'M4.5 3h11A2.5 2.5 0 0 1 18 5.5v6a2.5 2.5 0 0 1-2.5 2.5H10l-4 3.5V14H4.5A2.5 2.5 0 0 1 2 11.5v-6A2.5 2.5 0 0 1 4.5 3z',
  'solid',
);
export const foldIcon = icon('m4 7 6 6 6-6');
export const backIcon = icon('m12 4-6 6 6 6');
export const bellIcon = icon('M10 3a5 5 0 0 0-5 5c0 4-1.5 5-2 6h14c-.5-1-2-2-2-6a5 5 0 0 0-5-5zM8 16.5a2 2 0 0 0 4 0');
export const bellOffIcon = icon(
  'M6.5 4.5A5 5 0 0 1 15 8c0 4 1.5 5 2 6H6M5 8c0 4-1.5 5-2 6m5 2.5a2 2 0 0 0 4 0M3 3l14 14',
);
