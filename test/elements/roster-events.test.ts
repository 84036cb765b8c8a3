import { expect, fixture, html } from '@open-wc/testing';
import { ChatConversationElement, defineElements } from '../../src/elements/index.js';
import { Reason } from '../../src/observable/index.js';
import { bob, carol, settle, signedIn } from './fake-network.js';
import { group } from './gallery/scenes.js';

defineElements();

const dave = { uri: 'sip:dave@contoso.example', displayName: 'Dave Diaz' };

/** What `root` hears of people. */
function hear(root: HTMLElement): string[] {
  const heard: string[] = [];
  root.addEventListener('participant-joined', ({ participant, target }) =>
    heard.push(`+ ${participant.displayName()} at ${(target as Element).localName}`),
  );
  root.addEventListener('participant-left', ({ participant }) => heard.push(`- ${participant.displayName()}`));
  return heard;
}

describe('participant-joined and participant-left', () => {
  it('tell who comes and goes, on the host', async () => {
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const { chat, element } = await group(root);
    const heard = hear(root);
    chat.conference([bob, carol, dave]);
    await settle(element);
    chat.conference([bob, dave]);
    await settle(element);
    chat.conference([bob, dave, { ...carol, inLobby: true }]);
    await settle(element);
    chat.conference([bob, dave, carol]);
    await settle(element);
    expect(heard).to.deep.equal([
      '+ Dave Diaz at chat-conversation',
      '- Carol Chen',
      '+ Carol Chen at chat-conversation',
    ]);
  });

  it('tell nothing of those who are there when a group is joined, nor of all when it ends', async () => {
    const { application, network } = await signedIn();
    const conversation = application.conversationsManager.getConversationByUri('sip:room@contoso.example');
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const heard = hear(root);
    const element = new ChatConversationElement();
    element.conversation = conversation;
    root.append(element);
    conversation.chatService.start().catch(() => {});
    await settle(element);
    network.chat.starts[0]?.succeed();
    network.chat.events.promoted('sip:room@contoso.example');
    await settle(element);
    network.chat.conference([bob, carol]);
    await settle(element);
    expect(heard).to.deep.equal([]);
    network.chat.conference([bob, carol, dave]);
    await settle(element);
    network.chat.events.ended(new Reason('Terminated'));
    await settle(element);
    expect(heard).to.deep.equal(['+ Dave Diaz at chat-conversation']);
  });

  it('are fired too where the page has composed the conversation itself', async () => {
    const root = await fixture<HTMLElement>(html`<div></div>`);
    const { chat, element } = await group(root);
    element.append(document.createElement('message-list'));
    await settle(element);
    const heard = hear(root);
    chat.conference([bob]);
    await settle(element);
    expect(heard).to.deep.equal(['- Carol Chen']);
  });
});
