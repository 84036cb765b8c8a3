// A browser launcher for @web/test-runner: Debian's WebKitGTK.
import { WebKitWindow } from './webkit-window.mjs';

class WebKitLauncher {
  name = 'WebKit';
  // The runner's commands (`sendKeys`, `setViewport`) ask nothing of a page of this type but what `#page` has.
  type = 'playwright';
  concurrency = 1; // one window
  #active;
  #opened;
  #page = {
    keyboard: {
      type: text => this.#do(window => window.type(text)),
      press: key => this.#do(window => window.press(key)),
      down: key => this.#do(window => window.down(key)),
      up: key => this.#do(window => window.up(key)),
    },
    setViewportSize: ({ width, height }) => this.#do(window => window.setSize(width, height)),
  };

  initialize() {}

  async startSession(id, url) {
    this.#opened ??= new WebKitWindow().start('none');
    const window = await this.#opened;
    this.#active = id;
    await window.go(url);
  }

  isActive(id) {
    return this.#active === id;
  }

  getPage() {
    return this.#page;
  }

  getBrowserUrl() {
    return this.#do(window => window.address());
  }

  async stopSession() {
    this.#active = undefined;
    await this.#do(window => window.go('about:blank'));
    return {};
  }

  startDebugSession() {
    throw new Error('not in WebKitGTK');
  }

  async stop() {
    await (await this.#opened)?.close();
  }

  async #do(what) {
    return what(await this.#opened);
  }
}

export const webkitLauncher = () => new WebKitLauncher();
