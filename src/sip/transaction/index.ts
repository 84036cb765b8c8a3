export { type Answer, type ClientTransaction } from './client-transaction.js';
export { cancelOf } from './derived-message.js';
export { serverKey } from './server-key.js';
export { type ServerNews, ServerTransaction } from './server-transaction.js';
export { Transactions } from './transactions.js';
