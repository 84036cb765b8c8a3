import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageFormat } from '../../src/model/index.js';
import { Reason } from '../../src/observable/index.js';
import { settled } from './fake-network.js';
import { signedIn } from './signed-in.js';

async function begun() {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const { chatService } = conversation;
  const start = chatService.start();
  return { network, chatService, start };
}

test('supportedMessageFormats are those of the session, when it says so and when that changes', async () => {
  const { network, chatService, start } = await begun();
  const formats = chatService.supportedMessageFormats;
  assert.deepEqual(formats(), ['Text', 'Html']);
  const heard: string[] = [];
  formats.removed(format => void heard.push(`no ${format}`));
  network.chat.events.formats(['Text']);
  await network.chat.answer('start');
  await start;
  assert.deepEqual([formats(), formats.size()], [['Text'], 1]);
  network.chat.events.formats(['Text']);
  network.chat.events.formats(['Text', 'Html']);
  await settled();
  assert.deepEqual(formats(), ['Text', 'Html']);
  assert.deepEqual(heard, ['no Html']);
  assert.equal(formats.add.enabled(), false);
});

test('sendMessage() sends in the other format what the other side does not take; the item keeps what was written', async () => {
  const { network, chatService, start } = await begun();
  const early = chatService.sendMessage('<b>1</b> &lt; 2', 'Html'); // before anybody knows what they take
  network.chat.events.formats(['Text']);
  await network.chat.answer('start');
  await start;
  await network.chat.answer('send');
  await early;
  network.chat.events.formats(['Html']);
  const late = chatService.sendMessage('3 > 2');
  await network.chat.answer('send');
  await late;
  assert.deepEqual(
    network.chat.sent.map(({ format, text }) => [format, text]),
    [
      ['Text', '1 < 2'],
      ['Html', '3 &#62; 2'],
    ],
  );
  assert.deepEqual(
    chatService.messages().map(item => [item.text(), item.html()]),
    [
      ['1 < 2', '<b>1</b> &lt; 2'],
      ['3 > 2', '3 &#62; 2'],
    ],
  );
});

test('to who takes neither, a message goes as it is', async () => {
  const { network, chatService, start } = await begun();
  network.chat.events.formats([]);
  await network.chat.answer('start');
  await start;
  void chatService.sendMessage('<b>hello</b>', 'Html').catch(() => {});
  assert.equal(network.chat.sent[0]?.format, 'Html');
});

test('sendMessage() rejects a format that is none, and shows no item', async () => {
  const { network, chatService, start } = await begun();
  await network.chat.answer('start');
  await start;
  for (const format of ['html', 'Markdown', '', null]) {
    await assert.rejects(chatService.sendMessage('hello', format as MessageFormat), {
      code: 'BadRequest',
      subcode: 'ParameterValidationFailure',
    });
  }
  assert.equal(chatService.messages.size(), 0);
});

test('what failed is sent again in what the other side takes by then', async () => {
  const { network, chatService, start } = await begun();
  await network.chat.answer('start');
  await start;
  const failing = assert.rejects(chatService.sendMessage('<i>hello</i>', 'Html'));
  await network.chat.refuse('send', new Reason('RequestFailed'));
  await failing;
  network.chat.events.formats(['Text']);
  const again = chatService.messages(0)?.retry();
  await network.chat.answer('send');
  await again;
  assert.deepEqual(
    network.chat.sent.map(({ format, text }) => [format, text]),
    [
      ['Html', '<i>hello</i>'],
      ['Text', 'hello'],
    ],
  );
  assert.equal(network.chat.sent[0]?.id, network.chat.sent[1]?.id);
});
