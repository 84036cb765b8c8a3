export { DialogState, formatAddresses, tagOf, targetOf, withTag, type DialogStart } from './dialog-state.js';
export { glareDelayMs } from './glare-delay.js';
