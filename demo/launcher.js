import { people, server } from './people.js';

// A real page knows its server by heart, and gets the password or token from its own back end.
const provider = document.getElementById('provider');
provider.server = server;
provider.credentials = () => ({ password: people.alice.password });

// The buttons beside the people open the chat with them.
const launcher = document.getElementById('launcher');
for (const button of document.querySelectorAll('[data-address]')) {
  button.addEventListener('click', () => {
    const { conversationsManager } = provider.application;
    launcher.conversation = conversationsManager.getConversation(button.dataset.address);
    launcher.show(button);
  });
}
