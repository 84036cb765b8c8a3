/**
 * Lets the elements sign in by SIP. Each door that registers elements which sign in imports this module, for that effect alone.
 */
import { Application } from './client/index.js';
import { setApplicationFactory } from './elements/index.js';

setApplicationFactory(options => new Application(options));
