export type { SkypeApi } from './api.js';
export type { ConversationControlOptions } from './control-options.js';
export { initialize, type InitializeOptions } from './initialize.js';
