import 'sip-chat-elements/define/chat-conversation.js';
import { credentials, server, strings } from './settings.js';

const told = document.createElement('p');
told.id = 'told';

const chat = document.createElement('chat-conversation');
Object.assign(chat, { targetSip: 'sip:bob@contoso.example', server, accountSip: 'sip:alice@contoso.example' });
Object.assign(chat, { credentials, strings });
chat.addEventListener('chat-connection-change', event => (told.textContent = event.state));
chat.addEventListener('message-send', event => {
  told.textContent = event.text;
  event.preventDefault();
});
const header = document.createElement('b');
header.slot = 'header';
header.textContent = 'Help desk';
chat.append(header);
document.body.append(told, chat);
