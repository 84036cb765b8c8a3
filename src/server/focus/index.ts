export { CONVERSATION_PREFIX, Focus, type FocusOptions } from './focus.js';
