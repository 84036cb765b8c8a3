import { expect, fixture, html } from '@open-wc/testing';
import type { Conversation } from '../../src/model/index.js';
import { MessageDraft } from '../../src/elements/message-draft.js';
import { MessageComposerElement } from '../../src/elements/index.js';
import { boxOf, composerFor, press, type, withComposer } from './composing.js';
import { alice, bob, carol, FakeNetwork, newApplication, settle, signedIn } from './fake-network.js';

const WITH_BOB = `sip-chat draft ${alice.uri} ${bob.uri}`;

/** A conversation of Alice's, in a page that has just been loaded. */
async function conversationWith(uri: string): Promise<Conversation> {
  return (await signedIn()).application.conversationsManager.getConversation(uri);
}

describe('The draft of a <message-composer>', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('is there again after a reload, as it was typed', async () => {
    type(await composerFor(await conversationWith(bob.uri)), ' Hello \n\n');
    expect(localStorage.getItem(WITH_BOB), 'at once: a page may be gone without a word').to.equal(' Hello \n\n');
    const composer = await composerFor(await conversationWith(bob.uri));
    expect(boxOf(composer).value).to.equal(' Hello \n\n');
    expect(composer.value).to.equal(' Hello \n\n');
    expect((await composerFor(await conversationWith(carol.uri))).value, 'in this conversation only').to.equal('');
  });

  it('comes and goes with its conversation', async () => {
    const { application } = await signedIn();
    const [withBob, withCarol] = [bob, carol].map(({ uri }) => application.conversationsManager.getConversation(uri));
    const composer = await composerFor(withBob as Conversation);
    const box = type(composer, 'For Bob');
    composer.conversation = withCarol;
    await composer.updateComplete;
    expect(box.value).to.equal('');
    type(composer, 'For Carol');
    composer.conversation = withBob;
    await composer.updateComplete;
    expect(box.value).to.equal('For Bob');
    composer.conversation = withCarol;
    composer.value = 'Better';
    composer.conversation = withBob;
    await composer.updateComplete;
    expect(box.value).to.equal('For Bob');
    composer.conversation = withCarol;
    await composer.updateComplete;
    expect(box.value).to.equal('Better');
  });

  it('is gone when it has been sent, and only then', async () => {
    const { composer, texts } = await withComposer();
    const stop = (event: Event): void => event.preventDefault();
    composer.addEventListener('message-send', stop);
    const box = type(composer, 'Hello');
    press(box);
    expect(localStorage.getItem(WITH_BOB), 'the page has cancelled it').to.equal('Hello');
    composer.removeEventListener('message-send', stop);
    press(box);
    expect(texts()).to.deep.equal(['Hello']);
    expect(localStorage.getItem(WITH_BOB)).to.equal(null);
  });

  it('stays when it cannot be sent', async () => {
    const { application, network } = await signedIn();
    network.invite(bob); // answer first
    const composer = await composerFor(application.conversationsManager.conversations()[0] as Conversation);
    press(type(composer, 'Hello'));
    expect(localStorage.getItem(WITH_BOB)).to.equal('Hello');
    expect(boxOf(composer).value).to.equal('Hello');
  });

  it('counts less than what the page sets', async () => {
    type(await composerFor(await conversationWith(bob.uri)), 'Draft');
    const conversation = await conversationWith(bob.uri);
    const composer = await fixture<MessageComposerElement>(
      html`<message-composer .value=${'About order 4711'} .conversation=${conversation}></message-composer>`,
    );
    expect(boxOf(composer).value).to.equal('About order 4711');
    composer.value = '';
    expect((await composerFor(conversation)).value, 'the page has emptied it').to.equal('');
  });

  it('is not taken away by another box in the same conversation', async () => {
    const { composer: one, conversation, texts } = await withComposer();
    const other = await composerFor(conversation);
    type(one, 'A long answer');
    press(type(other, 'Yes'));
    expect(texts()).to.deep.equal(['Yes']);
    type(one, 'A long answer.');
    press(type(other, 'Yes!'));
    await one.updateComplete;
    expect(boxOf(one).value).to.equal('A long answer.');
    type(one, 'A long answer…');
    type(other, '');
    expect(localStorage.getItem(WITH_BOB)).to.equal('A long answer…');
  });

  it('stays when two become a group', async () => {
    const { composer, conversation, chat } = await withComposer();
    const box = type(composer, 'Hello both');
    chat.events.promoted('sip:room-1@contoso.example');
    await composer.updateComplete;
    expect(conversation.isGroupConversation()).to.equal(true);
    expect(box.value).to.equal('Hello both');
    expect({ ...localStorage }).to.deep.equal({
      [`sip-chat draft ${alice.uri} sip:room-1@contoso.example`]: 'Hello both',
    });
  });

  it('is kept for nobody as long as there is no account, and then for whom it is', async () => {
    const network = new FakeNetwork();
    const application = newApplication(network);
    const conversation = application.conversationsManager.getConversation(bob.uri);
    const composer = await composerFor(conversation);
    type(composer, 'Early');
    expect(localStorage).to.have.length(0);
    const signedIn = application.signInManager.signIn({ username: alice.uri, password: 'secret' });
    await Promise.resolve();
    network.signIns[0]?.succeed(alice);
    await signedIn;
    await settle(composer);
    expect(boxOf(composer).value).to.equal('Early');
    expect(localStorage.getItem(WITH_BOB)).to.equal('Early');
    await application.signInManager.signOut();
    await settle(composer);
    expect(localStorage.getItem(WITH_BOB), 'signing out forgets nothing').to.equal('Early');
  });

  it('lives as long as the page where nothing can be stored', async () => {
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    try {
      type(await composerFor(await conversationWith(bob.uri)), 'Hello');
    } finally {
      Storage.prototype.setItem = setItem;
    }
    const composer = await composerFor(await conversationWith(bob.uri));
    expect(composer.value).to.equal('Hello');
    composer.value = '';
  });

  it('does not say that it is written', async () => {
    const { chat } = await withComposer();
    expect(chat.typed).to.deep.equal([]);
  });
});

describe('MessageDraft', () => {
  it('says nothing of a conversation that is not there', () => {
    const draft = new MessageDraft();
    expect(draft.follow(undefined, 'Hello')).to.equal('Hello');
    draft.keep('Hello');
    expect(localStorage).to.have.length(0);
  });
});
