import { defineElements } from './elements/index.js';
import './sip-application.js';

defineElements();

export { Application, type ApplicationOptions, SipNetwork, type SipNetworkOptions } from './client/index.js';
export * from './elements/index.js';
export type * from './model/index.js';
export { Computed, Property, Reason } from './observable/index.js';
export type * from './observable/index.js';
