/** What the single-file builds name for scripts. Elements are made by their tags, and types come with the modules. */
export {
  Application,
  applicationContext,
  Computed,
  connectionContext,
  conversationContext,
  Property,
  Reason,
  reasonSentence,
  SipNetwork,
} from './index.js';
