import { expect } from '@open-wc/testing';
import { Reason } from '../../src/observable/index.js';
import { initialize, type SkypeApi } from '../../src/skype/index.js';
import { serverAddress } from '../../src/skype/server-address.js';

const server = 'wss://chat.contoso.example/sip';

describe('Skype.initialize()', () => {
  it('calls back with the entry, after it has returned', async () => {
    const order: string[] = [];
    const called = new Promise<SkypeApi>(resolve => {
      void initialize({ apiKey: 'any', server }, api => {
        order.push('called');
        resolve(api);
      });
    });
    order.push('returned');
    const api = await called;
    expect(order).to.deep.equal(['returned', 'called']);
    expect(api.renderConversation).to.be.a('function');
    expect(api.UIApplicationInstance.signInManager.state()).to.equal('SignedOut');
  });

  it('gives a promise as well', async () => {
    const api = await initialize({ server });
    expect(new api.application().signInManager).not.to.equal(api.UIApplicationInstance.signInManager);
  });

  it('makes as many applications as the page wants, whatever the settings', async () => {
    const { application, UIApplicationInstance } = await initialize({ server });
    const made = [
      new application(),
      new application({ settings: { convLogSettings: true }, supportsMessaging: true }),
      UIApplicationInstance,
    ];
    expect(new Set(made.map(({ conversationsManager }) => conversationsManager)).size).to.equal(3);
  });

  it('tells `fail`, and rejects, when there is no such server', async () => {
    const told: unknown[] = [];
    const promise = initialize({ server: 'ftp://contoso.example' }, undefined, reason => void told.push(reason));
    const reason: unknown = await promise.then(null, (why: unknown) => why);
    expect(reason).to.be.instanceOf(Reason);
    expect((reason as Reason).code).to.equal('InvalidServer');
    expect((reason as Reason).message).to.equal('"ftp://contoso.example" is not the address of a chat server.');
    expect(told).to.deep.equal([reason]);
  });
});

describe('serverAddress()', () => {
  const tag = (address: string): HTMLScriptElement => {
    const script = document.createElement('script');
    script.dataset['server'] = address;
    return script;
  };

  it('takes what the page gives before the tag, and the tag before the page’s own host', () => {
    expect(serverAddress(server, tag('wss://other.example/'))).to.equal(server);
    expect(serverAddress(undefined, tag('wss://other.example/sip'))).to.equal('wss://other.example/sip');
    expect(serverAddress(undefined, document.createElement('script'))).to.equal(`ws://${location.host}/sip`);
    expect(serverAddress()).to.equal(`ws://${location.host}/sip`);
  });

  it('reads what is relative from the page on, and http as ws', () => {
    expect(serverAddress('/chat/sip')).to.equal(`ws://${location.host}/chat/sip`);
    expect(serverAddress('https://chat.contoso.example/sip')).to.equal(server);
    expect(serverAddress('http://127.0.0.1:5080/sip')).to.equal('ws://127.0.0.1:5080/sip');
  });

  it('refuses what is no address of a server', () => {
    for (const given of ['http://', 'mailto:bob@contoso.example', 42, {}]) {
      expect(() => serverAddress(given)).to.throw(Reason);
    }
  });
});
