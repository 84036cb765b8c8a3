import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * What a strict host page allows: scripts, styles and pictures of its own origin, nothing inline, one socket, and of
 * Trusted Types the one policy that Lit has. docs/embedding.md has it to copy.
 * @param host - Of the page and of the chat server: `127.0.0.1:8060`.
 */
const policyFor = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** Serves the files below `demo/` (as `/`) and `dist/` (as `/dist/`), and nothing else. */
export async function serveStatic(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = fileOf(new URL(request.url ?? '/', 'http://demo.invalid').pathname);
  const type = file && TYPES[extname(file)];
  if (!file || !type) return notFound(response);
  try {
    const body = await readFile(file);
    const policy = policyFor(/^[\w.:[\]-]+$/.exec(request.headers.host ?? '')?.[0] ?? 'localhost');
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-cache' });
    response.end(body);
  } catch {
    notFound(response);
  }
}

function fileOf(path: string): string | undefined {
  const folder = path.startsWith('/dist/') ? join(ROOT, 'dist') : join(ROOT, 'demo');
  const inside = path.startsWith('/dist/') ? path.slice('/dist'.length) : path;
  const file = normalize(join(folder, decode(inside.endsWith('/') ? `${inside}index.html` : inside)));
  return file.startsWith(folder + sep) ? file : undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
}
