import { expect, waitUntil } from '@open-wc/testing';
import '../../../src/elements/further-strings.js';
import { languages } from '../../../src/elements/languages.js';
import type { Translation } from '../../../src/elements/localize.js';
import { strings } from '../../../src/elements/strings.js';
import { group } from '../gallery/talks.js';

/** What each text takes, where that is not names and counts that may be anything. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  typing: [['Bob', 'Carol', 'Dan'], 3],
  because: [['SomethingNew'], 'The moon is full.'],
};

function say(translation: Translation, key: string, count: number): string {
  const text: unknown = translation[key as keyof Translation];
  if (typeof text !== 'function') return String(text);
  const make = text as (...values: unknown[]) => string;
  const values = VALUES[key] ?? Array.from({ length: make.length }, () => count);
  return make(...values);
}

describe('the languages', () => {
  for (const [code, load] of languages) {
    describe(code, () => {
      let translation: Translation;
      before(async () => {
        translation = (await load()).default;
      });

      it('has its code, and the direction that its script has', () => {
        expect(translation.$code).to.equal(code);
        expect(translation.$dir).to.equal(code === 'ar' ? 'rtl' : 'ltr');
      });

      it('says something for each text, for any count, and nothing by mistake', () => {
        for (const key of Object.keys(strings)) {
          for (const count of [0, 1, 2, 3, 11, 100]) {
            const text = say(translation, key, count);
            expect(text, `${key} of ${count}`).to.match(/\S/);
            expect(text, `${key} of ${count}`).not.to.match(/undefined|null|NaN|\[object|=>/);
          }
        }
      });

      it('says a reason in itself, and one that it does not know as it came', () => {
        const { because } = translation;
        expect(because(['InvalidCredentials'], 'English')).not.to.equal('English');
        expect(because(['SomethingNew', undefined], 'The moon is full.')).to.equal('The moon is full.');
      });

      it('is what a group is drawn in, once it has been loaded', async () => {
        const page = document.createElement('main');
        page.lang = code;
        page.dir = translation.$dir;
        document.body.append(page);
        const { element } = await group(page);
        await waitUntil(() => element.renderRoot.querySelector(`[aria-label="${translation.leaveChat}"]`));
        await expect(element).to.be.accessible();
        page.remove();
      });
    });
  }

  it('counts in Arabic with a form of its own for one, two, few and many', async () => {
    const { default: arabic } = (await languages.get('ar')?.()) ?? {};
    const forms = [1, 2, 3, 11, 100].map(count => arabic?.newMessages(count).replace(/^\S*\d\S* |^[٠-٩]+ /, ''));
    expect(new Set(forms).size).to.equal(4);
  });
});
