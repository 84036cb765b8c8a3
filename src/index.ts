import { Application } from './client/index.js';
import { defineElements, setApplicationFactory } from './elements/index.js';

setApplicationFactory(options => new Application(options));
defineElements();

export { Application, type ApplicationOptions, SipNetwork, type SipNetworkOptions } from './client/index.js';
export * from './elements/index.js';
export type * from './model/index.js';
export { Computed, Property, Reason } from './observable/index.js';
export type * from './observable/index.js';
