export { Application, type ApplicationOptions } from './application.js';
export { SipNetwork, type SipNetworkOptions } from './sip-network.js';
