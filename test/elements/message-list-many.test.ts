import { expect } from '@open-wc/testing';
import { bob, settle } from './fake-network.js';
import { alone, bubbles } from './list-alone.js';
import { fillWithMessages } from './many-messages.js';

describe('<message-list> with 10,000 messages', function () {
  this.timeout(60_000);

  it('has all of them in the document, in blocks, and keeps their nodes', async () => {
    const { list, chat } = await alone();
    document.querySelector('chat-conversation')?.remove();
    fillWithMessages(chat, 10_000);
    await settle(list);
    const before = bubbles(list);
    expect(before).to.have.length(10_000);
    const blocks = [...list.renderRoot.querySelectorAll('.block')];
    expect(Math.max(...blocks.map(block => block.childElementCount))).to.be.at.most(52);
    for (const block of blocks) expect(getComputedStyle(block).contentVisibility).to.equal('auto');
    chat.say(bob, 'one more');
    await settle(list);
    const after = bubbles(list);
    expect(after).to.have.length(10_001);
    expect(before.every((bubble, index) => bubble === after[index])).to.equal(true);
  });
});
