import { numberOption, readOptions, requireOption } from './read-options.js';
import { createServer, type ChatServer } from './server.js';
import { UsageError } from './usage-error.js';

const OPTIONS = {
  accounts: { type: 'string' },
  data: { type: 'string' },
  domain: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  origin: { type: 'string', multiple: true },
  path: { type: 'string', default: '/sip' },
  port: { type: 'string', default: '0' },
  'ring-seconds': { type: 'string', default: '30' },
} as const;

const MAX_PORT = 65_535;
const MAX_RING_SECONDS = 3_600;

/**
 * Starts the server that a command line asks for.
 * @param args - Without the program's name.
 * @throws {UsageError} For a command line that cannot be understood.
 * @throws What `createServer` throws.
 */
export async function serve(args: readonly string[]): Promise<ChatServer> {
  const { values, positionals } = readOptions(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`Unknown command "${positionals.join(' ')}"`);
  if (!values.path.startsWith('/')) throw new UsageError(`Option --path must begin with "/", not "${values.path}"`);
  return createServer({
    accounts: requireOption(values.accounts, '--accounts'),
    data: requireOption(values.data, '--data'),
    domain: requireOption(values.domain, '--domain'),
    host: values.host,
    origins: values.origin?.map(originOf),
    path: values.path,
    port: numberOption(values.port, '--port', 0, MAX_PORT),
    ringSeconds: numberOption(values['ring-seconds'], '--ring-seconds', 1, MAX_RING_SECONDS),
  });
}

/** As browsers write it. RFC 6454 §6.2. */
function originOf(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin === text) return origin;
  throw new UsageError(`Option --origin must be an origin such as https://intranet.contoso.example, not "${text}"`);
}
