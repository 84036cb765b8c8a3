import { batch } from '../../src/observable/index.js';
import { bob, carol, type FakeChat, incoming } from './fake-network.js';

const TEXTS = [
  'Good morning!',
  'The draft is at https://intranet.contoso.example/reports/2026 (page 4), please have a look before noon.',
  'One question:\nwho signs it?',
  'I will read it before lunch, and then we talk about what is left to be done until the end of the week.',
  'Thanks',
  'Run `npm start` first.',
  'مرحبا، كيف حالك؟',
  '👍',
];

/** Message `index` of a long talk; each text has its number, so that it can be found. */
export const textOf = (index: number): string => `${TEXTS[index % TEXTS.length]} #${index}#`;

/**
 * Lets Bob and Carol say `count` things, numbered from `from`: one a minute, the last one now; every fifth five minutes
 * after the one before, so that groups begin and end. They come as one change of the model, as a log does that is caught up.
 */
export function fillWithMessages(chat: FakeChat, count: number, from = 0): void {
  const now = Date.now();
  batch(() => {
    for (let index = from; index < from + count; index++) {
      const at = new Date(now - (from + count - 1 - index) * 60_000);
      chat.events.message(incoming(index % 7 < 4 ? bob : carol, textOf(index), at));
    }
  });
}
