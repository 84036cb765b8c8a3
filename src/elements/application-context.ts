import { createContext } from '@lit/context';
import type { Application } from '../model/index.js';

/**
 * Carries the `Application` to whatever asks below it, Lit element or not (context community protocol). The key is
 * public and the same for two copies of the script.
 */
export const applicationContext = createContext<Application | undefined>(Symbol.for('sip-chat-elements.application'));
