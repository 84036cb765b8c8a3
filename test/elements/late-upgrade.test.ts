import { expect } from '@open-wc/testing';
import { defineElements } from '../../src/elements/index.js';
import { bob, settle, signedIn } from './fake-network.js';

// The script comes last: everything is on the page, and properties are set, before anything is registered.
it('elements find each other, and what was set on them, when they are registered late', async () => {
  const { application } = await signedIn();
  const provider = document.createElement('chat-provider');
  const chat = document.createElement('chat-conversation');
  const list = document.createElement('participant-list');
  const composer = document.createElement('message-composer');
  const invitations = document.createElement('chat-invitations');
  Object.assign(provider, { application });
  Object.assign(composer, { value: 'Draft' });
  chat.setAttribute('target-sip', bob.uri);
  chat.append(list, composer);
  provider.append(invitations, chat);
  document.body.append(provider);
  defineElements();
  await settle(chat);
  expect(provider.connectionState).to.equal('connected');
  expect(invitations.application).to.equal(application);
  expect(list.conversation?.participants()[0]?.uri()).to.equal(bob.uri);
  expect(composer.renderRoot.querySelector('textarea')?.value).to.equal('Draft');
});
