export { requestUri, tagOf, targetOf, withTag } from './addresses.js';
export { glareDelayMs } from './glare-delay.js';
