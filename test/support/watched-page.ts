import type { Page } from 'puppeteer-core';

/** What a page asks of the network and of its policy, from before its first script on. */
export class WatchedPage {
  /** Every address that was asked for, sockets included. */
  readonly requests: string[] = [];
  /** What went out through its sockets, oldest first. */
  readonly sent: string[] = [];
  /** What was said in the console as a warning. */
  readonly warnings: string[] = [];
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async watch(page: Page): Promise<WatchedPage> {
    const watched = new WatchedPage(page);
    page.on('request', request => watched.requests.push(request.url()));
    page.on('console', message => {
      if (message.type() === 'warn') watched.warnings.push(message.text());
    });
    const client = await page.createCDPSession();
    await client.send('Network.enable');
    client.on('Network.webSocketCreated', ({ url }) => watched.requests.push(url));
    client.on('Network.webSocketFrameSent', ({ response }) => watched.sent.push(response.payloadData));
    await page.evaluateOnNewDocument('globalThis.__name = value => value'); // which tsx calls in what is evaluated here
    await page.evaluateOnNewDocument(() => {
      const told: string[] = [];
      Object.defineProperty(globalThis, Symbol.for('violations'), { value: told });
      document.addEventListener('securitypolicyviolation', event => {
        told.push(
          `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
        );
      });
    });
    return watched;
  }

  /** What its policy has refused. */
  violations(): Promise<string[]> {
    return this.#page.evaluate(() => [...((globalThis as never)[Symbol.for('violations')] as string[])]);
  }

  /** How many SIP requests of this method it has sent, retries by digest not counted apart. */
  count(method: string): number {
    return this.sent.filter(text => text.startsWith(`${method} `)).length;
  }
}
