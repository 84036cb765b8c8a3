// Appends to the store in the directory given until it is killed, and prints the position of each append that has resolved.
import { openEmbeddedStore } from '../../../src/server/store/index.js';

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new TypeError('No directory given');
const store = openEmbeddedStore(directory);
process.stdout.write('open\n');

async function append(conversation: string): Promise<void> {
  for (let count = 1; ; count++) {
    const { position } = await store.append(conversation, `event ${count}`);
    process.stdout.write(`${conversation} ${position}\n`);
  }
}
await Promise.all(Array.from({ length: 30 }, (_, index) => append(`conversation-${index}`)));
