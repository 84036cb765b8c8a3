// A window of Debian's WebKitGTK (packages webkit2gtk-driver and xvfb), by its own WebDriver: plain fetch, no webdriverio.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const DRIVER = '/usr/bin/WebKitWebDriver';

/** What WebDriver calls the keys, by their names in the DOM (WebDriver §17.4.2). */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

function miniBrowser() {
  for (const arch of ['x86_64', 'aarch64']) {
    const lib = `/usr/lib/${arch}-linux-gnu`;
    if (!existsSync(lib)) continue;
    for (const folder of readdirSync(lib).filter(name => /^webkit2?gtk-/.test(name))) {
      const file = `${lib}/${folder}/MiniBrowser`;
      if (existsSync(file)) return file;
    }
  }
}

/** Whether this machine has it. */
export const hasWebKit = () => existsSync(DRIVER) && miniBrowser() !== undefined;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** One browser with one window, on a screen of its own, so that it has the keyboard whatever other windows do. */
export class WebKitWindow {
  #children = [];
  #base;
  #kill = () => this.#children.splice(0).forEach(child => child.kill());

  /** Opens it. @param pageLoadStrategy - `normal` waits until a page is loaded, `none` does not. */
  async start(pageLoadStrategy = 'normal') {
    try {
      await this.#start(pageLoadStrategy);
    } catch (error) {
      this.#kill();
      throw error;
    }
    return this;
  }

  go(url) {
    return this.#call('POST', '/url', { url });
  }

  address() {
    return this.#call('GET', '/url');
  }

  /** What a JavaScript expression gives in the page; what a promise gives. */
  async evaluate(expression) {
    const script = `const done = arguments[0];
      (async () => (${expression}))().then(value => done({ value }), error => done({ error: String(error) }));`;
    const { value, error } = await this.#call('POST', '/execute/async', { script, args: [] });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  async type(text) {
    await this.#keys([...text].flatMap(key => [down(key === '\n' ? 'Enter' : key), up(key === '\n' ? 'Enter' : key)]));
  }

  press(key) {
    return this.#keys([down(key), up(key)]);
  }

  down(key) {
    return this.#keys([down(key)]);
  }

  up(key) {
    return this.#keys([up(key)]);
  }

  /** Of the page, without the frame around it. */
  async setSize(width, height) {
    const frame = await this.evaluate('[outerWidth - innerWidth, outerHeight - innerHeight]');
    await this.#call('POST', '/window/rect', { width: width + frame[0], height: height + frame[1] });
  }

  async close() {
    try {
      await this.#call('DELETE', '');
    } finally {
      process.off('exit', this.#kill);
      this.#kill();
    }
  }

  #keys(actions) {
    return this.#call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async #call(method, path, body) {
    const response = await fetch(this.#base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver ${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  }

  async #display() {
    // -displayfd: Xvfb picks a free display and writes its number once it is ready. The screen is small so that the
    // pointer, which stands in its middle, is over the window: without a window manager that gives it the keyboard.
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '400x400x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.push(screen);
    return new Promise((resolve, reject) => {
      screen.once('error', reject);
      screen.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)));
      screen.stdio[3].once('data', data => resolve(`:${String(data).trim()}`));
    });
  }

  async #start(pageLoadStrategy) {
    const binary = miniBrowser();
    if (!hasWebKit()) throw new Error('No WebKitGTK: apt-get install webkit2gtk-driver xvfb');
    process.once('exit', this.#kill);
    const env = { ...process.env, DISPLAY: await this.#display() };
    const port = await freePort();
    this.#children.push(spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }));
    const capabilities = {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        pageLoadStrategy,
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      },
    };
    for (let tries = 0; ; tries += 1) {
      try {
        this.#base = `http://127.0.0.1:${port}/session`;
        const { sessionId } = await this.#call('POST', '', { capabilities });
        this.#base += `/${sessionId}`;
        return;
      } catch (error) {
        if (tries === 100 || error.message !== 'fetch failed') throw error;
        await delay(50); // the driver does not listen yet
      }
    }
  }
}

const down = key => ({ type: 'keyDown', value: KEYS[key] ?? key });
const up = key => ({ type: 'keyUp', value: KEYS[key] ?? key });
