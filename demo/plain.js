// The chat tasks of the Skype Web SDK, "Outgoing P2P Chat" and "P2P Chat Escalation", on our object model.
import { people, server } from './people.js';

const application = new SipChat.Application({ server });
const { alice } = people;
const byId = id => document.getElementById(id);

let conversation;
let listeners = [];

application.signInManager.signIn({ username: alice.address, password: alice.password }).then(
  () => (byId('state').value = 'signed in'),
  reason => (byId('state').value = reason.message),
);

onSubmit('start', () => {
  conversation = application.conversationsManager.getConversation(byId('target').value);
  listen();
  conversation.chatService.start().then(null, reason => log(`Could not start: ${reason.message}`));
});

onSubmit('send', () => {
  const text = byId('text').value;
  byId('text').value = '';
  conversation.chatService.sendMessage(text).then(null, reason => log(`Could not send: ${reason.message}`));
});

onSubmit('add', () => {
  conversation.participants
    .add(byId('guest').value)
    .then(null, reason => log(`Could not add: ${reason.reason?.message ?? reason.message}`));
});

onSubmit('end', () => {
  conversation.leave().then(() => log('You left.'));
});

/** Listens to one conversation until it has ended. */
function listen() {
  listeners.push(
    conversation.selfParticipant.chat.state.when('Connected', () => log('Connected to chat')),
    conversation.participants.added(participant => log(`${participant.displayName()} is in the list`)),
    conversation.participants.removed(participant => log(`${participant.displayName()} has left`)),
    conversation.isGroupConversation.when(true, () => log('It is a group conversation now')),
    conversation.chatService.messages.added(item => log(`${item.sender.displayName()}: ${item.text()}`)),
    conversation.state.changed((state, reason, oldState) => {
      byId('state').value = state;
      if (state !== 'Disconnected' || (oldState !== 'Connected' && oldState !== 'Connecting')) return;
      log('The conversation has ended');
      for (const listener of listeners) listener.dispose();
      listeners = [];
    }),
  );
}

function log(text) {
  const line = document.createElement('li');
  line.textContent = text;
  byId('log').append(line);
}

function onSubmit(id, act) {
  byId(id).addEventListener('submit', event => {
    event.preventDefault();
    if (id === 'start' || conversation) act();
  });
}
