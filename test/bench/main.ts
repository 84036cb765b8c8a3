// npm run bench [part …]: our server beside a bare ws server that moves the same frames, one after the other on this machine; and
// our elements in a browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../../src/server/index.js';
import { measureBrowser } from './browser.js';
import { ChatPeer } from './chat-peer.js';
import { measureCodec } from './codec.js';
import { delay, latency, throughput, type Latency, type Throughput } from './measure.js';
import { FloorPeer, type Peer } from './peer.js';
import { ServerUnderTest } from './server-under-test.js';

const PAIRS = 100;
const ROOMS = 4;
const ROOM_SIZE = 50;
const IDLE = 2000;
/** Connections that are there before memory is measured: the heap's reserve for young objects has grown by then. */
const IDLE_BEFORE = 1000;
const SIGN_INS = 400;

/** Ours, or the bare server. */
type Kind = 'chat' | 'floor';

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

/** Every measurement starts a server of its own, so that none carries the leavings of another. */
async function withRooms<T>(
  kind: Kind,
  count: number,
  size: number,
  measure: (server: ServerUnderTest, rooms: Peer[][]) => Promise<T>,
): Promise<T> {
  await rm(join(folder, 'data'), { recursive: true, force: true });
  const server = await ServerUnderTest.start(kind, folder);
  users = 0;
  const makeRoom = kind === 'chat' ? chatRoom : floorRoom;
  const rooms: Peer[][] = [];
  for (let i = 0; i < count; i += 1) rooms.push(await makeRoom(server.url, `room${i}`, size));
  const result = await measure(server, rooms);
  for (const peer of rooms.flat()) peer.close();
  await server.stop();
  return result;
}

/** All rooms at full load, `inFlight` messages of each at once. */
function measureLoad(kind: Kind, count: number, size: number, inFlight: number): Promise<Throughput> {
  return withRooms(kind, count, size, (server, rooms) => {
    const speakers = rooms.flatMap(room => room.slice(0, 1));
    const listeners = rooms.flatMap(room => room.slice(1));
    return throughput(server, speakers, listeners, inFlight);
  });
}

/** One room, one message in flight. */
function measureLatency(kind: Kind, size: number, count: number): Promise<Latency> {
  return withRooms(kind, 1, size, (_server, [room = []]) => {
    const [speaker, ...listeners] = room;
    if (!speaker) throw new RangeError('Cannot measure: no room');
    return latency(speaker, listeners, count);
  });
}

/** Resident memory that one connection, signed in and idle, takes. */
async function measureIdle(kind: Kind): Promise<number> {
  const server = await ServerUnderTest.start(kind, folder);
  const open = (i: number): Promise<Peer> =>
    kind === 'chat' ? ChatPeer.signIn(server.url, `user${i % USERS}`) : FloorPeer.join(server.url, `idle${i}`);
  const peers: Peer[] = [];
  for (let i = 0; i < IDLE_BEFORE; i += 1) peers.push(await open(i)); // what the first ones load is not theirs
  const before = await server.usage();
  for (let i = 0; i < IDLE; i += 1) peers.push(await open(i));
  await delay(500);
  const after = await server.usage();
  for (const peer of peers) peer.close();
  await server.stop();
  return (after.rss - before.rss) / IDLE;
}

/** CPU time of the server for one sign-in with digest, connection included, in microseconds. */
async function measureSignIn(): Promise<number> {
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

const n = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });
const alone = (what: string, value: string, budget = ''): void => console.log(`| ${what} | ${value} | | | ${budget} |`);
const row = (what: string, ours: number, base: number, unit: string, budget: string, digits = 1): void =>
  console.log(
    `| ${what} | ${n(ours, digits)} ${unit} | ${n(base, digits)} ${unit} | ${n(ours / base, 2)} | ${budget} |`,
  );

async function printLoad(count: number, size: number, inFlight: number, names: LoadNames): Promise<void> {
  const floor = await measureLoad('floor', count, size, inFlight);
  const chat = await measureLoad('chat', count, size, inFlight);
  row(names.perSecond, chat.perSecond, floor.perSecond, '/s', '', 0);
  row(names.cpu, chat.cpuMicros, floor.cpuMicros, 'µs', names.budget);
}

interface LoadNames {
  readonly perSecond: string;
  readonly cpu: string;
  readonly budget: string;
}

async function printLatency(what: string, size: number, count: number): Promise<void> {
  const floor = await measureLatency('floor', size, count);
  const chat = await measureLatency('chat', size, count);
  row(`latency, ${what}, median`, chat.p50, floor.p50, 'µs', '≤ 1.5', 0);
  row(`latency, ${what}, 99th percentile`, chat.p99, floor.p99, 'µs', '≤ 2', 0);
}

/** By the name that the command line chooses them by. */
const PARTS: Readonly<Record<string, () => Promise<void> | void>> = {
  'two-party': () =>
    printLoad(PAIRS, 2, 4, {
      perSecond: 'two-party messages, each logged durably',
      cpu: 'server CPU per two-party message',
      budget: '≤ 2.5',
    }),
  rooms: () =>
    printLoad(ROOMS, ROOM_SIZE, 2, {
      perSecond: 'deliveries in rooms of 50',
      cpu: 'server CPU per delivery',
      budget: '≤ 1.5',
    }),
  latency: () => printLatency('two-party', 2, 5000),
  'room-latency': () => printLatency('room of 50', ROOM_SIZE, 1000),
  memory: async () => {
    const floor = await measureIdle('floor');
    const chat = await measureIdle('chat');
    row('memory per idle signed-in connection', chat / 1024, floor / 1024, 'KiB', '≤ 25 KiB');
  },
  'sign-in': async () =>
    alone('sign-ins with digest on one core', `${n(1e6 / (await measureSignIn()))} /s`, '≥ 2,000 /s'),
  codec: () => {
    const { bytes, parseMicros, formatMicros } = measureCodec();
    alone(`parse and validate a MESSAGE of ${bytes} bytes`, `${n(parseMicros, 2)} µs`, '≤ 4 µs');
    alone('format it', `${n(formatMicros, 2)} µs`);
  },
  browser: () => measureBrowser(({ what, value, budget }) => alone(what, value, budget)),
};

const wished = process.argv.slice(2);
const unknown = wished.find(name => !(name in PARTS));
if (unknown !== undefined)
  throw new RangeError(`Cannot measure "${unknown}": none of ${Object.keys(PARTS).join(', ')}`);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${n(totalmem() / 2 ** 30)} GiB\n`);
console.log('| What | Ours | Floor | Ratio | Budget |\n| --- | --- | --- | --- | --- |');
for (const [name, measure] of Object.entries(PARTS)) if (wished.length === 0 || wished.includes(name)) await measure();
await rm(folder, { recursive: true });
