import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { bob, settle } from './fake-network.js';
import { alone, parts } from './list-alone.js';

describe('<message-list> by the keyboard', () => {
  it('goes through the messages, to what can be done with one, and back', async () => {
    const { list, chat, viewport } = await alone();
    for (const text of ['first', 'see https://contoso.example/a', 'last']) chat.say(bob, text);
    await settle(list);
    const focused = (): string | null | undefined => {
      const at = list.shadowRoot?.activeElement;
      return (at?.querySelector('.bubble') ?? at)?.textContent;
    };
    viewport.scrollIntoView(false); // where arrows begin is what is in sight
    viewport.focus();
    for (const [key, text] of [
      ['ArrowUp', 'last'],
      ['ArrowUp', 'see https://contoso.example/a'],
      ['Tab', 'https://contoso.example/a'],
      ['Home', 'first'],
      ['Tab', 'Copy'],
      ['End', 'last'],
      ['ArrowDown', 'last'],
    ] as const) {
      await sendKeys({ press: key });
      expect(focused(), key).to.equal(text);
    }
    await sendKeys({ press: 'Escape' });
    expect(list.shadowRoot?.activeElement).to.equal(viewport);
    expect(parts(list, 'link').every(({ tabIndex }) => tabIndex === -1)).to.equal(true);
    await expect(list).to.be.accessible();
  });
});
