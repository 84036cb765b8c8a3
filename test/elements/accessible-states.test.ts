import { expect } from '@open-wc/testing';
import { scenes } from './gallery/scenes.js';

const page = new CSSStyleSheet();
document.adoptedStyleSheets = [page];

for (const scheme of ['light', 'dark']) {
  describe(`every state, ${scheme}`, () => {
    for (const [name, scene] of Object.entries(scenes)) {
      it(`${name} is accessible`, async () => {
        page.replaceSync(`html { color-scheme: ${scheme}; background: Canvas }`);
        const root = document.createElement('main');
        document.body.append(root);
        const element = await scene(root);
        await expect(element).to.be.accessible();
        root.remove();
      });
    }
  });
}
