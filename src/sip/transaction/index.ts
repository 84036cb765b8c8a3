export { type ClientTransaction } from './client-transaction.js';
export { cancelOf, madeUpResponse } from './derived-message.js';
export { serverKey } from './server-key.js';
export { ServerTransaction } from './server-transaction.js';
export { Transactions } from './transactions.js';
