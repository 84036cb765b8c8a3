import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserWindow, WindowOpener } from './browser-window.js';
import { PuppeteerWindow } from './puppeteer-window.js';

/** How long a screen may take to show what is waited for, in milliseconds. */
const TIMEOUT_MS = 15_000;
const POLL_MS = 50;

/** One person's browser window, used by keyboard alone and read as its text. */
export class Screen {
  readonly window: BrowserWindow;

  private constructor(window: BrowserWindow) {
    this.window = window;
  }

  /** A window of its own, as of another person's machine: nothing is shared with other windows. */
  static async open(browser: Browser | WindowOpener, url: string, width = 480, height = 720): Promise<Screen> {
    return new Screen(
      'open' in browser
        ? await browser.open(url, width, height)
        : await PuppeteerWindow.open(browser, url, width, height),
    );
  }

  /** What went wrong in the page: errors and refused policies. */
  get faults(): string[] {
    return this.window.faults;
  }

  /** The window in Chromium and Firefox, for what only puppeteer can do. */
  get page(): Page {
    if (!(this.window instanceof PuppeteerWindow)) throw new TypeError('Cannot give a page: not a window of puppeteer');
    return this.window.page;
  }

  /**
   * Presses Tab until what has the focus is called `name`. It turns round where it is thrown back from the end of the page:
   * Firefox has its own bars there, which its driver does not pass.
   * @param atEach - Called at each stop, the last one included.
   */
  async tabTo(name: string, atEach?: (focused: string) => Promise<void>): Promise<void> {
    const passed: string[] = [];
    let backwards = false;
    for (let i = 0; i < 60; i += 1) {
      await this.tab(backwards);
      const focused = await this.focused();
      if (focused !== NOTHING) await atEach?.(focused);
      if (focused === name) return;
      if (passed.at(-1) === NOTHING && passed.at(-2) === focused) backwards = true;
      passed.push(focused);
    }
    throw new Error(`Tab does not come to "${name}", only to: ${[...new Set(passed)].join(', ')}`);
  }

  /** Presses Tab once, or Shift and Tab. */
  async tab(backwards = false): Promise<void> {
    if (backwards) await this.window.down('Shift');
    await this.window.press('Tab');
    if (backwards) await this.window.up('Shift');
  }

  /** Types into what has the focus, then presses Enter. */
  async enter(text: string): Promise<void> {
    await this.window.type(text);
    await this.window.press('Enter');
  }

  /** Goes to a button and presses it. */
  async press(name: string): Promise<void> {
    await this.tabTo(name);
    await this.window.press('Enter');
  }

  /** The name, as a screen reader would say it, of what has the focus. */
  focused(): Promise<string> {
    return this.window.evaluate(FOCUSED_NAME) as Promise<string>;
  }

  /** Whether a person who looks at the screen sees what has the focus, by its outline or that of a box around it. */
  focusIsVisible(): Promise<boolean> {
    return this.window.evaluate(FOCUS_IS_VISIBLE) as Promise<boolean>;
  }

  /** All that can be seen, shadow roots included. */
  text(): Promise<string> {
    return this.window.evaluate(SEEN_TEXT) as Promise<string>;
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
    return this.window.evaluate(MESSAGES) as Promise<string[]>;
  }

  /** Waits until a JavaScript expression is true in the page. @throws `RangeError`, when it does not come true. */
  async until(condition: string): Promise<void> {
    const end = Date.now() + TIMEOUT_MS;
    while (!(await this.window.evaluate(`!!(${condition})`))) {
      if (Date.now() > end) throw new RangeError(`Cannot wait longer for "${condition}"`);
      await delay(POLL_MS);
    }
  }

  async #until(texts: string[], wanted: boolean): Promise<void> {
    try {
      await this.until(`${JSON.stringify(texts)}.every(text => ${SEEN_TEXT}.includes(text) === ${String(wanted)})`);
    } catch (error) {
      const now = await this.text();
      throw new Error(`It ${wanted ? 'does not show' : 'still shows'} ${texts.join(' | ')}. It shows:\n${now}`, {
        cause: error,
      });
    }
  }
}

// Texts, as the page runs them and not this program.

/** What `focused()` gives while nothing has the focus. */
const NOTHING = '(nothing)';

/** What has the focus, in whatever shadow root or frame, as it is called. */
const FOCUSED_NAME = `(() => {
  let element = document.activeElement;
  for (let inner = element; inner; inner = (inner.shadowRoot ?? inner.contentDocument)?.activeElement) element = inner;
  if (!element || element.localName === 'body') return '${NOTHING}';
  const name = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.innerText;
  return name?.trim().replace(/\\s+/g, ' ') ?? '';
})()`;

/** Whether what has the focus, or a box around it in the same shadow root, has an outline. */
const FOCUS_IS_VISIBLE = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  for (; element && element !== document.body; element = element.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) return true;
  }
  return false;
})()`;

/** The texts of all messages of the first conversation in the page. */
const MESSAGES = `(() => {
  const chat = document.querySelector('chat-conversation');
  const list = chat?.shadowRoot?.querySelector('message-list');
  const texts = list?.shadowRoot?.querySelectorAll('[part~=bubble]') ?? [];
  return [...texts].map(text => text.textContent.trim());
})()`;

/** All that can be seen, shadow roots included. */
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
