export { openEmbeddedStore, type EmbeddedStoreOptions } from './embedded-store.js';
export type { Appended, Binding, Membership, Store, StoredEvent } from './store.js';
