export { memberOfText } from './conversation-event.js';
export { answerError } from './answer-error.js';
export { FACTORY_USER } from './conference-factory.js';
export { CONVERSATION_PREFIX, Focus, type FocusOptions } from './focus.js';
