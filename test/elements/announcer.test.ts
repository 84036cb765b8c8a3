import { expect } from '@open-wc/testing';
import { Announcer } from '../../src/elements/announcer.js';
import { inEnglish } from '../../src/elements/localize.js';
import type { TextMessage } from '../../src/model/index.js';
import { bob, carol, signedIn } from './fake-network.js';
import { fakeTimers } from './fake-timers.js';

let log: HTMLElement & { ariaNotify?: unknown };
let time: ReturnType<typeof fakeTimers>;
let announcer: Announcer;
const spoken = (): (string | null)[] => [...log.children].map(({ textContent }) => textContent);

/** Messages as the model makes them. */
async function said(...list: readonly (readonly [from: typeof bob, text: string])[]): Promise<TextMessage[]> {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation(bob.uri);
  const started = conversation.chatService.start();
  network.chat.starts[0]?.succeed();
  await started;
  for (const [from, text] of list) network.chat.say(from, text);
  return conversation.chatService.messages();
}

describe('Announcer', () => {
  beforeEach(() => {
    log = document.createElement('div');
    log.ariaNotify = undefined;
    time = fakeTimers();
    announcer = new Announcer(() => log, inEnglish);
  });
  afterEach(() => time.restore());

  it('speaks a message at once, by sender and text', async () => {
    announcer.tell(await said([bob, 'Hello']));
    expect(spoken()).to.deep.equal(['Bob Baker: Hello']);
    time.pass(10_000);
    expect(spoken()).to.have.length(1);
  });

  it('speaks up to three that come together one by one, and sums up more', async () => {
    announcer.tell(await said([bob, 'a'], [bob, 'b'], [carol, 'c']));
    expect(spoken()).to.deep.equal(['Bob Baker: a', 'Bob Baker: b', 'Carol Chen: c']);
    time.pass(1500);
    announcer.tell(await said([bob, 'd'], [bob, 'e'], [bob, 'f'], [carol, 'g']));
    expect(spoken().at(-1)).to.equal('4 new messages, last from Carol Chen: g');
  });

  it('sums up what comes one after another in a short time', async () => {
    const messages = await said([bob, 'a'], [bob, 'b'], [bob, 'c'], [bob, 'd'], [carol, 'e'], [carol, 'f']);
    for (const message of messages.slice(0, 5)) {
      announcer.tell([message]);
      time.pass(200);
    }
    expect(spoken()).to.deep.equal(['Bob Baker: a']);
    time.pass(500);
    expect(spoken().slice(1)).to.deep.equal(['4 new messages, last from Carol Chen: e']);
    announcer.tell(messages.slice(5));
    expect(spoken(), 'still in the pause').to.have.length(2);
    time.pass(1500);
    expect(spoken().at(-1)).to.equal('Carol Chen: f');
  });

  it('speaks at once again after a pause', async () => {
    const [one, two] = await said([bob, 'a'], [bob, 'b']);
    if (one) announcer.tell([one]);
    time.pass(1500);
    if (two) announcer.tell([two]);
    expect(spoken()).to.deep.equal(['Bob Baker: a', 'Bob Baker: b']);
  });

  it('speaks nothing more when it is stopped', async () => {
    const messages = await said([bob, 'a'], [bob, 'b']);
    for (const message of messages) announcer.tell([message]);
    announcer.stop();
    time.pass(10_000);
    expect(spoken()).to.deep.equal(['Bob Baker: a']);
  });

  it('keeps few nodes', () => {
    for (let count = 0; count < 10; count++) announcer.say(`${count}`);
    expect(spoken()).to.deep.equal(['7', '8', '9']);
  });

  it('tells the browser, and no element, where the browser can be told', () => {
    const told: string[] = [];
    log.ariaNotify = (text: string) => told.push(text);
    announcer.say('Hello');
    expect(told).to.deep.equal(['Hello']);
    expect(spoken()).to.deep.equal([]);
  });
});
