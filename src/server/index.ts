export { Accounts, type Account } from './accounts.js';
export {
  addAccount,
  changeAccount,
  listAccounts,
  removeAccount,
  type AccountChange,
  type NewAccount,
} from './edit-accounts.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export type { PhoneNumber, Profile } from './profile.js';
export { createServer, type ChatServer, type ServerOptions } from './server.js';
export { openEmbeddedStore, type EmbeddedStoreOptions } from './store/index.js';
export type { Appended, Binding, Store, StoredEvent } from './store/index.js';
