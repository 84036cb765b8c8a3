// Three people on one page, against the real server. Ends on Ctrl+C.
import { startDemo } from './demo-server.js';

const demo = await startDemo(Number(process.env['PORT'] ?? 8060));
console.log(`Open ${demo.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
