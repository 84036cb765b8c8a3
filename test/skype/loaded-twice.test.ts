import { expect, fixture, html } from '@open-wc/testing';
import type { Reason } from '../../src/observable/index.js';
import { renderConversation } from '../../src/skype/render-conversation.js';
import { bob, signedIn } from '../elements/fake-network.js';

describe('renderConversation()', () => {
  it('refuses to draw with the elements of another script, which would not follow our model', async () => {
    customElements.define('chat-conversation', class extends HTMLElement {});
    const container = await fixture<HTMLElement>(html`<div style="width: 320px; height: 400px"></div>`);
    const { application } = await signedIn();
    const drawn = renderConversation([application], container, { participants: [bob.uri] });
    const reason: unknown = await drawn.then(null, (why: unknown) => why);
    expect((reason as Reason).code).to.equal('LoadedTwice');
    expect(container.childElementCount).to.equal(0);
    expect(application.conversationsManager.conversations.size()).to.equal(0);
  });
});
