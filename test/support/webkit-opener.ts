import type { BrowserWindow, WindowOpener } from './browser-window.js';
import { WebKitWindow } from './webkit-window.mjs';

/** Puts what goes wrong from now on where `TAKE_FAULTS` finds it. WebKit's driver does not hand out the console. */
const COLLECT_FAULTS = `(() => {
  const faults = (window.faultsSeen = []);
  addEventListener('error', event => faults.push(event.message));
  addEventListener('unhandledrejection', event => faults.push(String(event.reason)));
  addEventListener('securitypolicyviolation', event => faults.push(event.violatedDirective));
})()`;
const TAKE_FAULTS = `window.faultsSeen?.splice(0) ?? []`;

/** A window of WebKitGTK whose faults are known after each look at its page. */
class WatchedWindow extends WebKitWindow implements BrowserWindow {
  readonly faults: string[] = [];

  override async evaluate(expression: string): Promise<unknown> {
    const looked = `(async () => ({ value: await (${expression}), faults: ${TAKE_FAULTS} }))()`;
    const { value, faults } = (await super.evaluate(looked)) as { value?: unknown; faults: string[] };
    this.faults.push(...faults);
    return value;
  }
}

/** Each window is a browser of its own: one that is driven has one window only, and its storage would be shared. */
export function webkitOpener(): WindowOpener {
  const windows: BrowserWindow[] = [];
  return {
    open: async (url, width, height) => {
      const window = new WatchedWindow();
      await window.start();
      windows.push(window);
      await window.setSize(width, height);
      await window.go(url);
      await window.evaluate(COLLECT_FAULTS);
      return window;
    },
    close: async () => void (await Promise.all(windows.map(window => window.close()))),
  };
}
