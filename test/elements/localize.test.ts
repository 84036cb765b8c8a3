import { expect, waitUntil } from '@open-wc/testing';
import { ChatConversationElement } from '../../src/elements/index.js';
import { addLanguage } from '../../src/elements/localize.js';
import german from '../../src/elements/locales/de.js';
import { withBob } from './gallery/scenes.js';

describe('the language of an element', () => {
  let page: HTMLElement;
  const textOf = (element: ChatConversationElement): string => element.renderRoot.textContent ?? '';
  const composerLabel = (element: ChatConversationElement): string | null | undefined =>
    element.renderRoot
      .querySelector('message-composer')
      ?.renderRoot.querySelector('textarea')
      ?.getAttribute('aria-label');

  beforeEach(() => {
    page = document.createElement('div');
    document.body.append(page);
  });
  afterEach(() => page.remove());

  it('is that of the nearest lang above it, also for what stands in its shadow root', async () => {
    page.lang = 'de-AT';
    const { element } = await withBob(page);
    await waitUntil(() => textOf(element).includes('Chat beginnen'));
    expect(composerLabel(element)).to.equal('Nachricht an bob@contoso.example');
  });

  it('changes with its own lang, and goes back to English where a language is not known', async () => {
    const { element } = await withBob(page);
    element.lang = 'de';
    await waitUntil(() => textOf(element).includes('Chat beginnen'));
    element.lang = 'tlh';
    await waitUntil(
      () => textOf(element).includes('Start chat') && composerLabel(element) === 'Message bob@contoso.example',
    );
    element.lang = 'not a language';
    await element.updateComplete;
    expect(textOf(element)).to.contain('Start chat');
  });

  it('can be one that the page has added', async () => {
    addLanguage('it', async () => ({ default: { ...german, $code: 'it', startChat: 'Inizia' } }));
    page.lang = 'it';
    const { element } = await withBob(page);
    await waitUntil(() => textOf(element).includes('Inizia'));
  });

  it('leaves a text that the page has set, in all that the element draws', async () => {
    page.lang = 'de';
    const { element } = await withBob(page);
    element.strings = { startChat: 'Ask the help desk', messageTo: names => `Ask ${names}` };
    await waitUntil(
      () => textOf(element).includes('Ask the help desk') && composerLabel(element) === 'Ask bob@contoso.example',
    );
  });
});
