import puppeteer, { type Browser, type KeyInput, type LaunchOptions, type Page } from 'puppeteer-core';
import type { BrowserWindow, WindowOpener } from './browser-window.js';

/** A window of Chromium or Firefox. */
export class PuppeteerWindow implements BrowserWindow {
  readonly page: Page;
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', error => this.faults.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, width: number, height: number): Promise<PuppeteerWindow> {
    const context = await browser.createBrowserContext();
    const window = new PuppeteerWindow(await context.newPage());
    await window.page.setViewport({ width, height });
    await window.page.goto(url);
    return window;
  }

  evaluate(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key as KeyInput);
  }
  down(key: string): Promise<void> {
    return this.page.keyboard.down(key as KeyInput);
  }
  up(key: string): Promise<void> {
    return this.page.keyboard.up(key as KeyInput);
  }
  close(): Promise<void> {
    return this.page.browserContext().close();
  }
}

/** Windows of one browser: in Chromium each of them has the keyboard for itself. */
export async function chromiumOpener(options: LaunchOptions): Promise<WindowOpener> {
  const browser = await puppeteer.launch(options);
  return {
    open: (url, width, height) => PuppeteerWindow.open(browser, url, width, height),
    close: () => browser.close(),
  };
}

/** Each window is a browser of its own: of those of one Firefox only the foremost has the keyboard. */
export function firefoxOpener(options: LaunchOptions): WindowOpener {
  const browsers: Browser[] = [];
  return {
    open: async (url, width, height) => {
      const browser = await puppeteer.launch(options);
      browsers.push(browser);
      return PuppeteerWindow.open(browser, url, width, height);
    },
    close: async () => void (await Promise.all(browsers.map(browser => browser.close()))),
  };
}
