import { people, server } from './people.js';

// A real page knows its server by heart, and gets the password or token from its own back end.
const chat = document.getElementById('chat');
chat.server = server;
chat.credentials = () => ({ password: people.alice.password });
