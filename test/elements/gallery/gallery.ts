// The page on which every state can be drawn and looked at: `show(name)` draws one, `inspect` tells what is wrong with it.
import * as inspect from './inspect.js';
import { scenes } from './scenes.js';

declare global {
  interface Window {
    readonly sceneNames: readonly string[];
    readonly inspect: typeof inspect;
    show(name: string): Promise<void>;
  }
}

Object.assign(window, {
  sceneNames: Object.keys(scenes),
  inspect,
  show: async (name: string) => {
    document.body.replaceChildren();
    for (const storage of [localStorage, sessionStorage]) storage.clear();
    await scenes[name]?.(document.body);
    await document.fonts.ready;
  },
});
