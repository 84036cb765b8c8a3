import type { Application } from '../model/index.js';
import type { Context } from './context.js';

/**
 * Carries the `Application` to whatever asks below it, Lit element or not (context community protocol). The key is
 * public and the same for two copies of the script.
 */
export const applicationContext = Symbol.for('sip-chat-elements.application') as Context<Application | undefined>;
