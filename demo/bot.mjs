// A bot: signs in, accepts whoever invites it, and answers. In a group it answers who calls it by its name.
//   BOT_PASSWORD=… node demo/bot.mjs wss://chat.contoso.example/sip sip:helpdesk@contoso.example
import { Application } from 'sip-chat-elements/client';
import { WebSocket } from 'ws';

const [server, username] = process.argv.slice(2);
const { BOT_PASSWORD: password } = process.env;
if (!server || !username || !password) {
  console.error('Usage: BOT_PASSWORD=… node demo/bot.mjs SERVER ADDRESS');
  process.exit(2);
}

const application = new Application({ server, WebSocket });
const { signInManager, conversationsManager, personsAndGroupsManager } = application;

try {
  await signInManager.signIn({ username, password });
} catch (reason) {
  console.error(`Cannot sign in: ${reason.message}`);
  process.exit(1);
}
const { mePerson } = personsAndGroupsManager;
console.log(`${mePerson.displayName()} is signed in.`);

conversationsManager.conversations.added(conversation => {
  conversation.chatService.accept.enabled.when(true, () => void join(conversation));
});
signInManager.state.when('SignedOut', reason => {
  if (reason) console.error(`Signed out: ${reason.message}`);
  process.exit(reason ? 1 : 0);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void signInManager.signOut());

/** Accepts, and answers until the conversation ends. */
async function join(conversation) {
  const { chatService, state } = conversation;
  try {
    await chatService.accept();
  } catch {
    return; // withdrawn, or answered by another bot of this address
  }
  if (conversation.isGroupConversation()) say(`Hello. Begin with “${name()}” to talk to me.`);
  const listener = chatService.messages.added(message => {
    if (message.direction() !== 'Incoming') return;
    const text = meantForMe(message.text(), conversation.isGroupConversation());
    if (text !== undefined) void answer(text, message.sender.displayName());
  });
  state.once('Disconnected', () => listener.dispose());

  async function answer(text, sender) {
    if (/^bye\b/i.test(text)) {
      await say(`Goodbye, ${sender}.`);
      return conversation.leave();
    }
    if (/^who\b/i.test(text)) return say(`Here: ${conversation.participants().map(displayName).join(', ')} and me.`);
    return say(`${sender} says: ${text}`);
  }

  /** What cannot be sent is not said: the conversation has ended meanwhile. */
  function say(text) {
    return chatService.sendMessage(text).catch(reason => console.error(`Not sent: ${reason.message}`));
  }
}

/** What is said to the bot, without its name; undefined for what others say to each other. */
function meantForMe(text, inGroup) {
  const called = text.toLowerCase().startsWith(name().toLowerCase());
  if (inGroup && !called) return undefined;
  return called ? text.slice(name().length).replace(/^[\s,:]+/, '') : text;
}

/** What people call it: the first word of its name. */
function name() {
  return mePerson.displayName().split(' ')[0];
}

function displayName(participant) {
  return participant.displayName();
}
