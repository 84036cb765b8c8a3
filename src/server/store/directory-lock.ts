import Database from 'libsql';

/**
 * Keeps a directory to one process: two servers on one log would not hear of each other's messages.
 * The operating system drops the lock with the process, however that ends, so there is nothing to clean up after a crash.
 * @param file - Made when it is missing; stays empty.
 * @returns What gives the lock back.
 * @throws Error when another process holds it.
 */
export function lockDirectory(file: string): () => void {
  const database = new Database(file);
  try {
    // SQLite holds the locks of its own files through this transaction, in which nothing is ever written.
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
