// npm run bench: our server beside a bare ws server that moves the same frames, one after the other on this machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../../src/server/index.js';
import { ChatPeer } from './chat-peer.js';
import { measureCodec } from './codec.js';
import { delay, latency, throughput, type Latency, type Throughput } from './measure.js';
import { FloorPeer, type Peer } from './peer.js';
import { ServerUnderTest } from './server-under-test.js';

const PAIRS = 100;
const ROOMS = 4;
const ROOM_SIZE = 50;
const IDLE = 1000;
const SIGN_INS = 400;

/** Brings a room of `size` people together; the first one speaks. */
type MakeRoom = (url: string, name: string, size: number) => Promise<Peer[]>;

const floorRoom: MakeRoom = (url, name, size) =>
  Promise.all(Array.from({ length: size }, () => FloorPeer.join(url, name)));

let users = 0;
const nextUser = (): string => `user${users++ % USERS}`;
const USERS = Math.max(2 * PAIRS, ROOMS * ROOM_SIZE);

const chatRoom: MakeRoom = async (url, _name, size) => {
  const peers = await Promise.all(Array.from({ length: size }, () => ChatPeer.signIn(url, nextUser())));
  const [host, second, ...others] = peers;
  if (!host || !second) throw new RangeError('Cannot make a room: it takes two');
  await host.invite(second);
  for (const other of others) await host.add(other);
  return peers;
};

interface Results {
  readonly twoParty: Throughput;
  readonly rooms: Throughput;
  readonly pairLatency: Latency;
  readonly roomLatency: Latency;
  readonly idleBytes: number;
}

/** Every measurement starts a server of its own, so that none carries the leavings of another. */
async function run(kind: 'chat' | 'floor', folder: string, makeRoom: MakeRoom): Promise<Results> {
  const withRooms = async <T>(
    count: number,
    size: number,
    measure: (server: ServerUnderTest, rooms: Peer[][]) => Promise<T>,
  ): Promise<T> => {
    await rm(join(folder, 'data'), { recursive: true, force: true });
    const server = await ServerUnderTest.start(kind, folder);
    users = 0;
    const rooms: Peer[][] = [];
    for (let i = 0; i < count; i += 1) rooms.push(await makeRoom(server.url, `room${i}`, size));
    const result = await measure(server, rooms);
    for (const peer of rooms.flat()) peer.close();
    await server.stop();
    return result;
  };
  const full = (inFlight: number) => (server: ServerUnderTest, rooms: Peer[][]) =>
    throughput(
      server,
      rooms.flatMap(room => room.slice(0, 1)),
      rooms.flatMap(room => room.slice(1)),
      inFlight,
    );
  const single = (count: number) => (_server: ServerUnderTest, rooms: Peer[][]) => {
    const [speaker, ...listeners] = rooms[0] ?? [];
    if (!speaker) throw new RangeError('Cannot measure: no room');
    return latency(speaker, listeners, count);
  };
  return {
    twoParty: await withRooms(PAIRS, 2, full(4)),
    rooms: await withRooms(ROOMS, ROOM_SIZE, full(2)),
    pairLatency: await withRooms(1, 2, single(5000)),
    roomLatency: await withRooms(1, ROOM_SIZE, single(1000)),
    idleBytes: await measureIdle(kind, folder),
  };
}

/** Resident memory that one connection, signed in and idle, takes. */
async function measureIdle(kind: 'chat' | 'floor', folder: string): Promise<number> {
  const server = await ServerUnderTest.start(kind, folder);
  const open = (i: number): Promise<Peer> =>
    kind === 'chat' ? ChatPeer.signIn(server.url, `user${i % USERS}`) : FloorPeer.join(server.url, `idle${i}`);
  const peers: Peer[] = [];
  for (let i = 0; i < 200; i += 1) peers.push(await open(i)); // what the first ones load is not theirs
  const before = await server.usage();
  for (let i = 0; i < IDLE; i += 1) peers.push(await open(i));
  await delay(500);
  const after = await server.usage();
  for (const peer of peers) peer.close();
  await server.stop();
  return (after.rss - before.rss) / IDLE;
}

/** CPU time of the server for one sign-in with digest, connection included, in microseconds. */
async function measureSignIn(folder: string): Promise<number> {
  const server = await ServerUnderTest.start('chat', folder);
  const signIn = async (count: number) => {
    const peers = await Promise.all(
      Array.from({ length: count }, (_, i) => ChatPeer.signIn(server.url, `user${i % USERS}`)),
    );
    for (const peer of peers) peer.close();
  };
  await signIn(SIGN_INS); // warm-up
  const before = await server.usage();
  for (let i = 0; i < 5; i += 1) await signIn(SIGN_INS);
  const after = await server.usage();
  await server.stop();
  return (after.cpuMicros - before.cpuMicros) / (5 * SIGN_INS);
}

const folder = await mkdtemp(join(tmpdir(), 'sip-chat-bench-'));
for (let i = 0; i < USERS; i += 1) {
  await addAccount(join(folder, 'accounts.json'), {
    user: `user${i}`,
    name: `User ${i}`,
    domain: 'contoso.example',
    password: 'bench',
  });
}
const floor = await run('floor', folder, floorRoom);
const chat = await run('chat', folder, chatRoom);
const signInMicros = await measureSignIn(folder);
const codec = measureCodec();
await rm(folder, { recursive: true });

const n = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });
const row = (what: string, ours: number, base: number, unit: string, budget: string, digits = 1): void =>
  console.log(
    `| ${what} | ${n(ours, digits)} ${unit} | ${n(base, digits)} ${unit} | ${n(ours / base, 2)} | ${budget} |`,
  );

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${n(totalmem() / 2 ** 30)} GiB\n`);
console.log('| What | Ours | Floor | Ratio | Budget |\n| --- | --- | --- | --- | --- |');
row('two-party messages, each logged durably', chat.twoParty.perSecond, floor.twoParty.perSecond, '/s', '', 0);
row('server CPU per two-party message', chat.twoParty.cpuMicros, floor.twoParty.cpuMicros, 'µs', '≤ 2.5');
row('deliveries in rooms of 50', chat.rooms.perSecond, floor.rooms.perSecond, '/s', '', 0);
row('server CPU per delivery', chat.rooms.cpuMicros, floor.rooms.cpuMicros, 'µs', '≤ 1.5');
row('latency, two-party, median', chat.pairLatency.p50, floor.pairLatency.p50, 'µs', '≤ 1.5', 0);
row('latency, two-party, 99th percentile', chat.pairLatency.p99, floor.pairLatency.p99, 'µs', '≤ 2', 0);
row('latency, room of 50, median', chat.roomLatency.p50, floor.roomLatency.p50, 'µs', '≤ 1.5', 0);
row('latency, room of 50, 99th percentile', chat.roomLatency.p99, floor.roomLatency.p99, 'µs', '≤ 2', 0);
row('memory per idle signed-in connection', chat.idleBytes / 1024, floor.idleBytes / 1024, 'KiB', '≤ 25 KiB');
console.log(`| sign-ins with digest on one core | ${n(1e6 / signInMicros)} /s | | | ≥ 2,000 /s |`);
console.log(`| parse and validate a MESSAGE of ${codec.bytes} bytes | ${n(codec.parseMicros, 2)} µs | | | ≤ 4 µs |`);
console.log(`| format it | ${n(codec.formatMicros, 2)} µs | | | |`);
