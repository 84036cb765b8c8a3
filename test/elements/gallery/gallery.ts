// The page that scripts/screenshots.mjs photographs: `show(name)` draws one state.
import { scenes } from './scenes.js';

declare global {
  interface Window {
    readonly sceneNames: readonly string[];
    show(name: string): Promise<void>;
  }
}

Object.assign(window, {
  sceneNames: Object.keys(scenes),
  show: async (name: string) => {
    document.body.replaceChildren();
    await scenes[name]?.(document.body);
  },
});
