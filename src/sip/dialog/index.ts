export { dialogOfRequest, dialogOfResponse, tagOf, targetOf, withTag, type DialogStart } from './dialog-start.js';
export { DialogState, formatAddresses } from './dialog-state.js';
export { glareDelayMs } from './glare-delay.js';
