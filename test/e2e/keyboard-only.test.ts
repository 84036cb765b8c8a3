// Everything that one does in a chat, by keyboard alone, always seeing where one is.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { startDemo, type Demo } from '../../demo/demo-server.js';
import type { WindowOpener } from '../support/browser-window.js';
import { browserNames, launchBrowser } from '../support/browsers.js';
import { Screen } from '../support/screen.js';

let demo: Demo;
let browser: WindowOpener;

for (const name of browserNames) {
  describe(name, () => {
    beforeEach(async () => {
      demo = await startDemo(0);
      browser = await launchBrowser(name);
    });
    afterEach(async () => {
      await browser.close();
      await demo.close();
    });
    test('a chat from its button on the page to the end of a group', wholeRoad);
  });
}

/** Puts the chat with Bob behind a button. */
const INTO_LAUNCHER = `(async () => {
  await customElements.whenDefined('chat-conversation');
  const chat = document.getElementById('chat');
  chat.targetSip = 'sip:bob@contoso.example';
  const launcher = document.createElement('chat-launcher');
  document.getElementById('provider').append(launcher);
  launcher.append(chat);
})()`;

const LIST = `document.querySelector('chat-conversation').shadowRoot.querySelector('message-list')`;
const VIEWPORT = `${LIST}.shadowRoot.querySelector('[part~=viewport]')`;
const AT_END = `${VIEWPORT}.scrollHeight - ${VIEWPORT}.scrollTop - ${VIEWPORT}.clientHeight < 5`;

/** More than the server takes. The box would not let it pass. */
const SEND_TOO_LONG = `void document.querySelector('chat-conversation').conversation.chatService
  .sendMessage('Too long. '.repeat(10000)).catch(() => {})`;

/** Goes to what is called `name`, and finds everything on the way visibly marked. */
async function goTo(screen: Screen, name: string): Promise<void> {
  await screen.tabTo(name, async focused => {
    assert.ok(await screen.focusIsVisible(), `nobody sees that "${focused}" has the focus`);
  });
}

async function press(screen: Screen, name: string): Promise<void> {
  await goTo(screen, name);
  await screen.window.press('Enter');
}

async function wholeRoad(): Promise<void> {
  const [alice, bob, carol] = await Promise.all(
    ['alice', 'bob', 'carol'].map(name => Screen.open(browser, `${demo.url}person.html?as=${name}`)),
  );
  assert.ok(alice && bob && carol);
  await Promise.all([alice, bob, carol].map(screen => screen.shows('A chat that you accept appears here.')));

  // From the button on the page to the first message.
  await alice.window.evaluate(INTO_LAUNCHER);
  await alice.until(`document.querySelector('chat-launcher').shadowRoot?.querySelector('[part~=button]')`);
  await press(alice, 'Chat');
  await alice.shows('Send a message to start the chat.');
  await goTo(alice, 'Message bob@contoso.example');
  await alice.enter('Hello Bob');
  await bob.shows('Alice Berg wants to chat');
  await press(bob, 'Accept: Alice Berg wants to chat');
  await alice.shows('Connected');
  assert.equal(await alice.focused(), 'Message Bob Castillo', 'focus stays where it was while the chat begins');
  assert.ok(await alice.focusIsVisible());

  // Reading what was said before, and back to what is new.
  await bob.until(`document.querySelector('chat-conversation').conversation?.chatService.sendMessage.enabled()`);
  assert.equal(await bob.focused(), 'Message Alice Berg');
  for (let line = 1; line <= 25; line += 1) await bob.enter(`Line ${line}`);
  await alice.shows('Line 25');
  await goTo(alice, 'Messages with Bob Castillo');
  await alice.until(AT_END);
  await alice.window.press('Home');
  await alice.until(`${VIEWPORT}.scrollTop === 0`);
  await bob.enter('Did you read all that?');
  await alice.shows('1 new message');
  assert.equal(await alice.window.evaluate(`${VIEWPORT}.scrollTop`), 0, 'who reads is left in peace');
  await press(alice, '1 new message');
  await alice.until(AT_END);
  assert.ok(await alice.focusIsVisible(), 'focus is not lost with the button');

  // What was refused is tried again.
  await alice.window.evaluate(SEND_TOO_LONG);
  await alice.shows('Not sent');
  await goTo(alice, 'Messages with Bob Castillo');
  await alice.window.press('ArrowUp');
  await press(alice, 'Send again');
  await alice.shows('Not sent');
  await alice.until(AT_END);

  // Carol is found, and asked.
  await press(alice, 'Add a person');
  await alice.until(
    `document.querySelector('chat-conversation').shadowRoot.querySelector('participant-add')?.shadowRoot`,
  );
  await alice.until(`document.activeElement.shadowRoot?.activeElement?.localName === 'participant-add'`);
  assert.ok(await alice.focusIsVisible());
  await alice.window.type('Carol');
  await alice.shows('Carol Dubois');
  await alice.window.press('ArrowDown');
  await alice.window.press('Enter');
  await press(alice, 'Add');
  await carol.shows('Alice Berg invites you to a group chat');
  await press(carol, 'Accept: Alice Berg invites you to a group chat');
  await Promise.all([alice, bob, carol].map(screen => screen.shows('3 people')));

  // The end.
  await press(alice, 'Leave chat');
  await alice.shows('You left this chat.');
  await goTo(alice, 'Start again');
  await alice.window.press('Escape');
  await alice.hides('You left this chat.');
  assert.equal(await alice.focused(), 'Chat', 'focus returns to the button');
  assert.ok(await alice.focusIsVisible());
  for (const screen of [alice, bob, carol]) assert.deepEqual(screen.faults, []);
}
