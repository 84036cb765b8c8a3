import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { Screen } from './screen.js';
import { WatchedPage } from './watched-page.js';

/** A page of somebody who embeds the elements, beside the demo. */
export interface HostPage {
  readonly screen: Screen;
  readonly page: Page;
  readonly watched: WatchedPage;
}

/** What answers for an address, in place of the demo's server; nothing lets the demo answer. */
export type Answer =
  string | { readonly status?: number; readonly contentType?: string; readonly body: string } | 'lost';

interface HostOptions {
  /** By path. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly head?: string;
  /** Of the one inline script that the policy allows: `'sha256-…'`. */
  readonly inlineHash?: string;
  /** Besides the policy. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Opens a page at the demo's origin, under a strict policy.
 * @param url - Of the demo.
 * @param body - What stands in its body.
 */
export async function openHostPage(
  browser: Browser,
  url: string,
  body: string,
  { answers = {}, head = '', inlineHash = '', headers: more = {} }: HostOptions = {},
): Promise<HostPage> {
  const screen = await Screen.open(browser, 'about:blank');
  const { page } = screen;
  const watched = await WatchedPage.watch(page);
  const { host, origin } = new URL(url);
  const headers = {
    ...more,
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' ${inlineHash}`,
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ws://${host}`,
      "frame-src 'self'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ].join('; '),
  };
  const html = `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="/icon.svg">${head}</head><body>${body}</body></html>`;
  const all: Readonly<Record<string, Answer>> = { '/host.html': html, ...answers };
  const serve = (request: HTTPRequest): Promise<void> => {
    const answer = new URL(request.url()).origin === origin ? all[new URL(request.url()).pathname] : undefined;
    if (answer === undefined) return request.continue();
    if (answer === 'lost') return request.abort();
    const { status = 200, contentType = 'text/html', body } = typeof answer === 'string' ? { body: answer } : answer;
    return request.respond({ status, contentType, headers, body });
  };
  await page.setRequestInterception(true);
  page.on('request', request => void serve(request));
  await page.goto(`${url}host.html`);
  return { screen, page, watched };
}
