export { openEmbeddedStore, type EmbeddedStoreOptions } from './embedded-store.js';
export type { Appended, Binding, Store, StoredEvent } from './store.js';
