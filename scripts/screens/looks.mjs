/**
 * The looks in which a state is photographed: what the browser shows and emulates, and which states. All of them in light
 * and dark; in the others those that could go wrong there.
 *
 * @typedef {object} Look
 * @property {string} name
 * @property {number} width - Of the window, in device pixels. All are 640 high.
 * @property {boolean} [dark] - The person wants dark colours.
 * @property {boolean} [forced] - The person has colours of their own.
 * @property {'ltr' | 'rtl'} [dir] - Of the page.
 * @property {number} [zoom] - Device pixels for each CSS pixel.
 * @property {readonly string[]} [states] - All, when left out.
 */

/** @type {readonly Look[]} */
export const looks = [
  { name: 'light', width: 480 },
  { name: 'dark', width: 480, dark: true },
  {
    name: 'narrow',
    width: 320,
    states: ['talking', 'group', 'waiting-and-failed', 'invitations', 'add-refused', 'sign-in-failed', 'incoming'],
  },
  { name: 'tiny', width: 240, states: ['group', 'leading', 'ended', 'invitations'] },
  { name: 'wide', width: 900, states: ['talking', 'group', 'idle', 'invitations'] },
  {
    name: 'rtl',
    width: 480,
    dir: 'rtl',
    states: ['group', 'leading', 'waiting-and-failed', 'invitations', 'hostile', 'ended'],
  },
  { name: 'forced', width: 480, forced: true, states: ['group', 'waiting-and-failed', 'ended', 'adding', 'idle'] },
  { name: 'zoom', width: 640, zoom: 2, states: ['group', 'add-refused'] },
];
