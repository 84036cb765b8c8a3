import { icon } from './icons.js';

export const closeIcon = icon('m5 5 10 10m0-10L5 15');
export const moreIcon = icon('M4.5 10h.01M10 10h.01m5.49 0h.01', 'dots');
