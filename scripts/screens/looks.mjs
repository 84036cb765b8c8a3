/** Not photographed: the browser of the pictures has no letters for them. */
export const withoutLetters = ['arabic', 'japanese'];

/**
 * The looks in which states are photographed: all of them in light and dark; in the others those that could go wrong there.
 *
 * @type {readonly (import('../../test/support/gallery-page.mjs').Look & { states?: readonly string[] })[]}
 */
export const looks = [
  { name: 'light', width: 480 },
  { name: 'dark', width: 480, dark: true },
  {
    name: 'narrow',
    width: 320,
    states: [
      'talking',
      'pointed-at',
      'group',
      'waiting-and-failed',
      'invitations',
      'add-refused',
      'sign-in-failed',
      'incoming',
      'launcher-open',
      'launcher-conversation',
    ],
  },
  {
    name: 'tiny',
    width: 240,
    states: ['group', 'leading', 'ended', 'invitations', 'adding-found', 'adding-several', 'conversations'],
  },
  {
    name: 'wide',
    width: 900,
    states: ['talking', 'group', 'idle', 'invitations', 'leading', 'adding-found', 'many-people'],
  },
  {
    name: 'rtl',
    width: 480,
    dir: 'rtl',
    states: [
      'group',
      'leading',
      'waiting-and-failed',
      'invitations',
      'hostile',
      'ended',
      'adding-several',
      'launcher',
      'launcher-list',
      'launcher-conversation',
      'notifications',
      'sent-and-read',
      'pointed-at',
      'conversations',
    ],
  },
  {
    name: 'forced',
    width: 480,
    forced: true,
    states: [
      'group',
      'waiting-and-failed',
      'ended',
      'adding-found',
      'leading',
      'idle',
      'presence',
      'invitations',
      'conversations',
      'launcher',
      'launcher-list',
      'notifications',
    ],
  },
  { name: 'zoom', width: 640, zoom: 2, states: ['group', 'add-refused', 'leading', 'launcher-open'] },
];
