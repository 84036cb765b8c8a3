import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reason } from '../../src/observable/index.js';
import { signedIn } from './signed-in.js';

test('What is out of scope exists; its commands are off with the reason NotSupported and a sentence', async () => {
  const { application } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const { audioService, videoService, phoneAudioService } = conversation;
  const commands = [
    ...[audioService, videoService, phoneAudioService].flatMap(service => [
      service.start,
      service.stop,
      service.accept,
      service.reject,
    ]),
    application.conversationsManager.createMeeting,
    application.getSnapshot,
    application.conversationsManager.createSearchQuery().getMore,
    application.personsAndGroupsManager.createGroupSearchQuery().getMore,
  ];
  for (const command of commands) {
    assert.equal(command.enabled(), false);
    const why = command.enabled.reason;
    assert.ok(why instanceof Reason);
    assert.equal(why.code, 'NotSupported');
    assert.equal(why.message, 'Only chat is supported here.');
    await assert.rejects(command(), { code: 'CommandDisabled', reason: why, message: why.message });
  }
});

test('Nobody has audio or video, and no listener for it is ever called', async () => {
  const { application, network } = await signedIn();
  const conversation = application.conversationsManager.getConversation('sip:bob@contoso.example');
  const bob = conversation.participants(0);
  assert.ok(bob);
  const unwanted = (): void => assert.fail('there is no call');
  for (const { audio, video } of [conversation.selfParticipant, bob]) {
    for (const media of [audio, video]) {
      assert.equal(media.state(), 'Disconnected');
      assert.equal((media.state.reason as Reason).code, 'NotSupported');
      media.state.when('Connected', unwanted);
    }
  }
  for (const service of [conversation.audioService, conversation.videoService]) {
    service.accept.enabled.when(true, unwanted);
  }
  const started = conversation.chatService.start();
  await network.chat.answer('start');
  await started;
  const { chat, audio, video } = conversation.activeModalities;
  assert.deepEqual([chat(), audio(), video()], [true, false, false]);
  assert.deepEqual(conversation.extensions(), []);
});

test('There are no devices', async () => {
  const { devicesManager } = (await signedIn()).application;
  const { cameras, microphones, speakers } = devicesManager;
  for (const devices of [cameras, microphones, speakers]) assert.equal(devices.size(), 0);
});
