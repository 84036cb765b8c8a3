import type { Browser, Page } from 'puppeteer-core';

/** How long a screen may take to show what is waited for, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** One person's browser window, used by keyboard alone and read as its text. */
export class Screen {
  readonly page: Page;
  /** What went wrong in the page: errors and refused policies. */
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', error => this.faults.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
  }

  /** A window of its own, as of another person's machine: nothing is shared with other windows. */
  static async open(browser: Browser, url: string, width = 480, height = 720): Promise<Screen> {
    const context = await browser.createBrowserContext();
    const screen = new Screen(await context.newPage());
    await screen.page.setViewport({ width, height });
    await screen.page.goto(url);
    return screen;
  }

  /** Presses Tab until what has the focus is called `name`. */
  async tabTo(name: string): Promise<void> {
    const passed: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      await this.page.keyboard.press('Tab');
      const focused = await this.focused();
      if (focused === name) return;
      passed.push(focused);
    }
    throw new Error(`Tab does not come to "${name}", only to: ${[...new Set(passed)].join(', ')}`);
  }

  /** Types into what has the focus, then presses Enter. */
  async enter(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Goes to a button and presses it. */
  async press(name: string): Promise<void> {
    await this.tabTo(name);
    await this.page.keyboard.press('Enter');
  }

  /** The name, as a screen reader would say it, of what has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
      const name =
        element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? (element as HTMLElement | null)?.innerText;
      return name?.trim().replace(/\s+/g, ' ') ?? '';
    });
  }

  /** All that can be seen, shadow roots included. */
  text(): Promise<string> {
    return this.page.evaluate(SEEN_TEXT) as Promise<string>;
  }

  /** Waits until all of `texts` can be seen. */
  async shows(...texts: string[]): Promise<void> {
    await this.#until(texts, true);
  }

  /** Waits until `text` can no longer be seen. */
  async hides(text: string): Promise<void> {
    await this.#until([text], false);
  }

  /** The messages, in the order in which they are shown. */
  messages(): Promise<string[]> {
    return this.page.evaluate(() => {
      const list = document.querySelector('chat-conversation')?.shadowRoot?.querySelector('message-list');
      const texts = list?.shadowRoot?.querySelectorAll('[part~=bubble]') ?? [];
      return [...texts].map(text => text.textContent?.trim() ?? '');
    });
  }

  async #until(texts: string[], wanted: boolean): Promise<void> {
    const condition = `${JSON.stringify(texts)}.every(text => ${SEEN_TEXT}.includes(text) === ${String(wanted)})`;
    try {
      await this.page.waitForFunction(condition, { timeout: TIMEOUT_MS, polling: 50 });
    } catch (error) {
      const now = await this.text();
      throw new Error(`It ${wanted ? 'does not show' : 'still shows'} ${texts.join(' | ')}. It shows:\n${now}`, {
        cause: error,
      });
    }
  }
}

/** All that can be seen, shadow roots included. A text, as the page runs it and not this program. */
const SEEN_TEXT = `(() => {
  const words = [];
  const walk = node => {
    if (node instanceof Text) words.push(node.data);
    if (node instanceof HTMLElement && getComputedStyle(node).display === 'none') return;
    if (node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement) words.push(node.value);
    const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
    const inside = node instanceof HTMLSlotElement && node.assignedNodes().length ? node.assignedNodes() : children;
    inside.forEach(walk);
  };
  if (document.body) walk(document.body);
  return words.join(' ').replace(/\\s+/g, ' ');
})()`;
