export { memberOfText } from './conversation-event.js';
export { answerError } from './answer-error.js';
export { CONVERSATION_PREFIX, Focus, type FocusOptions } from './focus.js';
