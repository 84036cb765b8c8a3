// What `browser.ts` measures in the page: real elements and the real model over a fake network, 480 × 640 pixels.
import { ChatConversationElement, defineElements } from '../../src/elements/index.js';
import type { Conversation } from '../../src/model/index.js';
import { bob, type FakeChat, type FakeNetwork, signedIn } from '../elements/fake-network.js';

defineElements();

const style = new CSSStyleSheet();
style.replaceSync('body { margin: 0 } chat-conversation { inline-size: 480px; block-size: 640px }');
document.adoptedStyleSheets = [style];

const SCROLL_PX = 400;
const DAY_MS = 86_400_000;

/** Words of a talk, 20 to 140 characters, now and then with an address. */
const TEXTS = [
  'Good morning! Did the new build go out last night?',
  'It did. The numbers are at https://intranet.contoso.example/reports/2026 (page 4), have a look when you have a minute.',
  'Thanks, I will read it before lunch.',
  'One question: who signs it? Carol did it last time, but she is away until Thursday as far as I know.',
  'Carol does. Shall we ask her?',
];

interface Chat {
  readonly conversation: Conversation;
  readonly port: FakeChat;
}

let network: FakeNetwork;
let application: Awaited<ReturnType<typeof signedIn>>['application'];
let chat: Chat;
let element: ChatConversationElement;
let said = 0;

/** When what has been drawn by now is on the screen. */
function painted(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    });
  });
}

const frame = (): Promise<number> => new Promise(requestAnimationFrame);

const messageList = (): HTMLElement => element.renderRoot.querySelector('message-list') as HTMLElement;

/** Bob says `count` things, a minute apart, the last one now. */
function say(count: number): void {
  for (let i = count - 1; i >= 0; i -= 1) {
    const text = `${TEXTS[said++ % TEXTS.length]} (${said})`;
    chat.port.say(bob, text, new Date(Math.max(Date.now() - i * 60_000, Date.now() - 30 * DAY_MS)));
  }
}

/** Waits until the newest message is on the screen. @throws Error when it is not. */
async function shown(): Promise<void> {
  const tail = `(${said})`;
  for (let frames = 0; frames < 2000; frames += 1) {
    await painted();
    const rows = messageList()?.shadowRoot?.querySelector('[part=list]');
    let last = rows?.lastElementChild;
    while (last && !last.matches('[part~=row]')) last = last.lastElementChild ?? null;
    if (last?.querySelector('[part~=bubble]')?.textContent?.endsWith(tail)) return;
  }
  throw new Error(`The list does not show message ${said}`);
}

export const bench = {
  /** Signs in, and connects a chat in which `count` things have been said. Nothing is drawn yet. */
  async fill(count: number): Promise<void> {
    ({ application, network } = await signedIn());
    const conversation = application.conversationsManager.getConversation(bob.uri);
    const started = conversation.chatService.start();
    await frame();
    const port = network.chat;
    port.events.identified(bob);
    port.starts[0]?.succeed();
    await started;
    chat = { conversation, port };
    say(count);
  },

  /** Milliseconds from the first mention of the elements until the last message is on the screen. */
  async show(): Promise<number> {
    const start = performance.now();
    element = new ChatConversationElement();
    element.conversation = chat.conversation;
    document.body.append(element);
    if (said) await shown();
    else await painted();
    return performance.now() - start;
  },

  /** Milliseconds until `count` messages that come at once are on the screen. */
  async append(count: number): Promise<number> {
    const start = performance.now();
    say(count);
    await shown();
    return performance.now() - start;
  },

  /** Milliseconds from frame to frame while the list moves from its beginning by 400 pixels per frame. */
  async scroll(frames: number): Promise<number[]> {
    const viewport = messageList().shadowRoot?.querySelector('[part~=viewport]');
    if (!viewport) throw new Error('The list has no viewport');
    viewport.scrollTop = 0;
    await painted();
    const times: number[] = [];
    let before = await frame();
    for (let i = 0; i < frames; i += 1) {
      viewport.scrollTop += SCROLL_PX;
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  },

  /** How many elements the list has. */
  elements: (): number => messageList().shadowRoot?.querySelectorAll('*').length ?? 0,

  /** Shows conversations with `count` people, one after the other, and takes each away again. */
  async mount(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      const shownOne = new ChatConversationElement();
      shownOne.conversation = application.conversationsManager.getConversation(`sip:user${i % 10}@contoso.example`);
      document.body.append(shownOne);
      await shownOne.updateComplete;
      if (i % 10 === 9) await frame();
      shownOne.remove();
    }
    await painted();
  },
};

Object.assign(window, { bench });
