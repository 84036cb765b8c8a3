import { expect, fixture, html } from '@open-wc/testing';
import type { ChatConversationElement } from '../../src/elements/index.js';
import type { Application, Conversation } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { renderConversation } from '../../src/skype/render-conversation.js';
import { bob, carol, FakeNetwork, newApplication, settle, signedIn } from '../elements/fake-network.js';

const room = (): Promise<HTMLElement> => fixture<HTMLElement>(html`<div style="width: 320px; height: 400px"></div>`);

const drawnIn = (container: Element): ChatConversationElement[] => [...container.querySelectorAll('chat-conversation')];

/** Draws as a page does: with whatever it may give. */
async function draw(container: unknown, options?: unknown): Promise<{ conversation: Conversation; app: Application }> {
  const { application: app } = await signedIn();
  return { conversation: await renderConversation([app], container, options), app };
}

async function refusal(container: unknown, options?: unknown): Promise<{ reason: Reason; app: Application }> {
  const { application: app } = await signedIn();
  try {
    await renderConversation([app], container, options);
  } catch (reason) {
    if (reason instanceof Reason) return { reason, app };
    throw reason;
  }
  throw new Error('It was drawn');
}

describe('renderConversation()', () => {
  it('draws the conversation with one participant: the one that is going on, else a new one', async () => {
    const { application } = await signedIn();
    const container = await room();
    const known = application.conversationsManager.getConversation(bob.uri);
    const shown = await renderConversation([application], container, { participants: ['SIP:Bob@Contoso.example'] });
    expect(shown).to.equal(known);
    const other = await renderConversation([application], container, { participants: [carol.uri] });
    expect(other.participants(0)?.uri()).to.equal(carol.uri);
    expect(drawnIn(container).map(chat => chat.conversation)).to.deep.equal([other]);
  });

  it('draws a new group of several participants, even when there is one with the same people', async () => {
    const { application, network } = await signedIn();
    const container = await room();
    const options = { participants: [bob.uri, carol.uri] };
    const first = await renderConversation([application], container, options);
    const second = await renderConversation([application], container, options);
    expect(second).not.to.equal(first);
    expect(second.isGroupConversation()).to.equal(true);
    expect(second.participants().map(({ uri }) => uri())).to.deep.equal([bob.uri, carol.uri]);
    expect(network.chats).to.have.length(0);
  });

  it('draws the group with a URI: the one that we are invited to, or one that is not known yet', async () => {
    const { application, network } = await signedIn();
    const uri = 'sip:chat-7@contoso.example';
    network.invite(bob, { uri });
    const invited = application.conversationsManager.conversations(0);
    const container = await room();
    expect(await renderConversation([application], container, { conversationId: uri })).to.equal(invited);
    expect(invited?.chatService.accept.enabled()).to.equal(true);
    const other = 'sip:chat-8@contoso.example';
    const joined = await renderConversation([application], container, { conversationId: other });
    expect([joined.uri(), joined.state(), joined.isGroupConversation()]).to.deep.equal([other, 'Created', true]);
  });

  it('draws a new, empty conversation that people can be added to when it is given nothing', async () => {
    const { application, network } = await signedIn();
    const container = await room();
    const conversation = await renderConversation([application], container);
    expect(conversation.participants.size()).to.equal(0);
    const [chat] = drawnIn(container);
    if (!chat) throw new Error('Nothing is drawn');
    await settle(chat);
    const button = chat.renderRoot.querySelector<HTMLElement>('[part=add-button]');
    expect(button?.getBoundingClientRect().width).to.be.greaterThan(0);
    expect(chat.renderRoot.querySelector('[part=end-button]')?.matches('[hidden]')).to.equal(true);
    button?.click();
    await settle(chat);
    const form = chat.renderRoot.querySelector('participant-add');
    const box = form?.renderRoot.querySelector('input');
    if (!form || !box) throw new Error('There is no form');
    for (const { uri } of [bob, carol]) {
      box.value = uri;
      await form.add();
      expect(box.value).to.equal('', 'nobody is waited for');
    }
    expect(conversation.participants().map(({ uri }) => uri())).to.deep.equal([bob.uri, carol.uri]);
    expect(network.chats).to.have.length(0);
  });

  it('draws a conversation that it is given, of any application of the page', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const conversation = second.application.conversationsManager.getConversation(bob.uri);
    const container = await room();
    const drawn = await renderConversation([first.application, second.application], container, { conversation });
    expect(drawn).to.equal(conversation);
    expect(container.querySelector('chat-provider')?.application).to.equal(second.application);
    expect(first.application.conversationsManager.conversations.size()).to.equal(0);
  });

  it('takes a CSS selector, and null for what is not given', async () => {
    const container = await room();
    container.id = 'place';
    const { conversation } = await draw('#place', {
      participants: [bob.uri],
      conversation: null,
      conversationId: null,
      modalities: ['Chat'],
    });
    expect(drawnIn(container)[0]?.conversation).to.equal(conversation);
  });

  it('invites nobody', async () => {
    const { application, network } = await signedIn();
    const conversation = await renderConversation([application], await room(), { participants: [bob.uri] });
    expect(network.chats).to.have.length(0);
    expect(conversation.state()).to.equal('Created');
  });

  it('fills the container', async () => {
    const container = await room();
    await draw(container, { participants: [bob.uri] });
    const { width, height } = drawnIn(container)[0]?.getBoundingClientRect() ?? {};
    expect([width, height]).to.deep.equal([320, 400]);
  });

  it('brings a height of its own where the container has none', async () => {
    const container = await fixture<HTMLElement>(html`<div style="width: 320px"></div>`);
    await draw(container, { participants: [bob.uri] });
    expect(container.getBoundingClientRect().height).to.be.greaterThan(200);
  });

  it('draws several controls on a page, each with a conversation of its own', async () => {
    const { application } = await signedIn();
    const [left, right] = [await room(), await room()];
    const drawn = await Promise.all(
      [left, right].map((place, at) =>
        renderConversation([application], place, { participants: [at ? bob.uri : carol.uri] }),
      ),
    );
    expect([left, right].map(place => drawnIn(place)[0]?.conversation)).to.deep.equal(drawn);
  });

  it('leaves what else is in the container, and the last of two drawings at the same time', async () => {
    const { application } = await signedIn();
    const container = await room();
    container.append('words');
    const first = renderConversation([application], container, { participants: [bob.uri] });
    const second = renderConversation([application], container, { participants: [carol.uri] });
    const reason: unknown = await first.then(null, (why: unknown) => why);
    expect((reason as Reason).code).to.equal('Replaced');
    expect(drawnIn(container).map(chat => chat.conversation)).to.deep.equal([await second]);
    expect(container.firstChild?.nodeValue).to.equal('words');
  });

  it('shows that the application is not signed in any more', async () => {
    const { application, network } = await signedIn();
    const container = await room();
    await renderConversation([application], container, { participants: [bob.uri] });
    const [chat] = drawnIn(container);
    if (!chat) throw new Error('Nothing is drawn');
    expect(chat.matches(':state(connected)')).to.equal(true);
    network.onConnection('Reconnecting');
    await settle(chat);
    expect(chat.matches(':state(reconnecting)')).to.equal(true);
  });

  for (const [what, container, options, code] of [
    ['no container', undefined, {}, 'ContainerMissing'],
    ['an empty selector', '', {}, 'ContainerMissing'],
    ['a selector that finds nothing', '#nowhere', {}, 'ContainerNotFound'],
    ['a selector that is none', '<div>', {}, 'ContainerInvalid'],
    ['neither a selector nor an element', 42, {}, 'ContainerInvalid'],
    ['a list of elements', [document.body], {}, 'ContainerInvalid'],
    ['options that are none', document.body, 'bob', 'OptionsInvalid'],
    ['participants that are no array', document.body, { participants: bob.uri }, 'ParticipantsInvalid'],
    ['a participant that is no text', document.body, { participants: [42] }, 'ParticipantsInvalid'],
    ['a participant that is no address', document.body, { participants: ['bob'] }, 'InvalidAddress'],
    ['a conversation that is none', document.body, { conversation: 'bob' }, 'ConversationInvalid'],
    ['an id that is no text', document.body, { conversationId: 42 }, 'ConversationIdInvalid'],
    ['an id that is no address', document.body, { conversationId: 'adhoc' }, 'InvalidAddress'],
    ['two things to show', document.body, { participants: [], conversationId: bob.uri }, 'OptionsConflict'],
    ['modalities that are no array', document.body, { modalities: 'Chat' }, 'ModalitiesInvalid'],
    ['a modality that is none', document.body, { modalities: ['Smell'] }, 'ModalitiesInvalid'],
    ['a modality that is out of scope', document.body, { modalities: ['Chat', 'Video'] }, 'ModalityNotSupported'],
  ] as const) {
    it(`refuses ${what}: ${code}`, async () => {
      const { reason, app } = await refusal(container, options);
      expect(reason.code).to.equal(code);
      expect(reason.message).to.match(/^\S.*[^.]\.$/, 'a sentence');
      expect(document.querySelector('chat-conversation')).to.equal(null);
      expect(app.conversationsManager.conversations.size()).to.equal(0);
    });
  }

  it('refuses to make a conversation before signing in, and draws one that there is', async () => {
    const app = newApplication(new FakeNetwork());
    const container = await room();
    for (const options of [{ participants: [bob.uri] }, { conversationId: bob.uri }, {}]) {
      const reason: unknown = await renderConversation([app], container, options).then(null, (why: unknown) => why);
      expect((reason as Reason).code).to.equal('NotSignedIn');
    }
    expect(container.childElementCount).to.equal(0);
    const conversation = app.conversationsManager.getConversation(bob.uri);
    expect(await renderConversation([app], container, { conversation })).to.equal(conversation);
  });

  it('refuses a container that cannot be seen, and makes no conversation', async () => {
    const hidden = await room();
    hidden.style.display = 'none';
    const flat = await room();
    flat.style.height = '0';
    for (const container of [hidden, flat, document.createElement('div')]) {
      const { reason, app } = await refusal(container, { participants: [bob.uri] });
      expect(reason.code).to.equal('ContainerNotVisible');
      expect(container.childElementCount).to.equal(0);
      expect(app.conversationsManager.conversations.size()).to.equal(0);
    }
  });
});
