import { join } from 'node:path';
import Database from 'libsql';
import type { TestServer } from './chat-server.js';

/** Makes every write to the server's log fail until the result is called: somebody else holds the lock of the file. */
export function stopWrites({ folder }: TestServer): () => void {
  const database = new Database(join(folder, 'data', 'messages.db'));
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
