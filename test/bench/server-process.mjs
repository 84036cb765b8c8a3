// A server under measurement, in a process of its own: `chat` is ours, `floor` a bare ws server that moves the same frames.
// Over IPC it tells its address, and on request the CPU time and memory it has used.
import { createServer as createHttpServer } from 'node:http';
import { WebSocketServer } from 'ws';

const [kind, folder] = process.argv.slice(2);

async function startChat() {
  const { createServer } = await import('../../dist/server/index.js');
  const { url } = await createServer({
    host: '127.0.0.1',
    port: 0,
    domain: 'contoso.example',
    accounts: `${folder}/accounts.json`,
    data: `${folder}/data`,
    maxRequestsPerSecond: 1e9,
  });
  return url;
}

/**
 * The floor: a client says `HELLO room`; each `M…` frame goes to the others of its room (650 bytes) and is answered (350
 * bytes) to its sender; the others' answers are read and dropped. An `indexOf` is all the parsing.
 */
function startFloor() {
  const rooms = new Map();
  const answer = 'R'.padEnd(350, 'x');
  const http = createHttpServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on('connection', socket => {
    let room;
    socket.on('message', data => {
      const text = data.toString();
      if (text.startsWith('HELLO ')) {
        room = rooms.get(text) ?? new Set();
        rooms.set(text, room.add(socket));
        socket.send(answer);
      } else if (text.indexOf('\r\n\r\n') >= 0) {
        for (const other of room) if (other !== socket) other.send(text);
        socket.send(answer);
      }
    });
  });
  return new Promise(resolve => {
    http.listen(0, '127.0.0.1', () => resolve(`ws://127.0.0.1:${http.address().port}/`));
  });
}

process.on('message', () => {
  globalThis.gc?.();
  process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
process.send({ url: await (kind === 'chat' ? startChat() : startFloor()) });
