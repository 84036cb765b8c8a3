export { type ClientState } from './client-states.js';
export { ClientTransaction } from './client-transaction.js';
export { cancelOf, madeUpResponse } from './derived-message.js';
export { serverKey } from './server-key.js';
export { type ServerState } from './server-states.js';
export { ServerTransaction } from './server-transaction.js';
export { Transactions } from './transactions.js';
