/**
 * What the single-file builds name for scripts. Elements are made by their tags, and types come with the modules; those that
 * a chat of two does not draw are loaded when they are needed.
 */
import { defineElementsWhenNeeded } from './elements/index.js';
import './sip-application.js';

defineElementsWhenNeeded();

export { Application, SipNetwork } from './client/index.js';
export {
  applicationContext,
  connectionContext,
  conversationContext,
  loadFurtherElements,
  reasonSentence,
} from './elements/index.js';
export { Computed, Property, Reason } from './observable/index.js';
