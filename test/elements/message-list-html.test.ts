import { expect } from '@open-wc/testing';
import { bob, type FakeChat, incoming, settle } from './fake-network.js';
import { alone, bubbles, texts } from './list-alone.js';

const sayHtml = (chat: FakeChat, html: string): void =>
  chat.events.message({ ...incoming(bob, html, new Date()), format: 'Html' });

const HOSTILE = `<p onclick="hacked=1" style="position:fixed;inset:0" class="failed" id="x" part="own">Good <b>morning</b></p>
  <script>hacked=1</script><style>* { display: none }</style><img src="/hacked.png" onerror="hacked=1">
  <svg><script>hacked=1</script><a xlink:href="javascript:hacked=1">s</a></svg><iframe src="/hacked.html"></iframe>
  <form action="/hacked"><input name="q"><button>Go</button></form><math><mtext><img src=x onerror=hacked=1></math>
  <message-list>own</message-list><template><img src=x onerror=hacked=1></template><!-- hidden -->`;

const LINKS = `<a href="https://contoso.example/a" onclick="hacked=1" target="_top" ping="/hacked">one</a>
  <a href=" sip:bob@contoso.example">two</a>
  <a href="javascript:hacked=1">three</a> <a href="java&#10;script:hacked=1">four</a> <a href="data:text/html,x">five</a>
  <a href="/inside">six</a> <a href="https://contoso.example@evil.example/">seven</a> <a>eight</a> <a href="blob:x">nine</a>`;

describe('<message-list> and messages in HTML', () => {
  before(function () {
    if (!('setHTML' in Element.prototype)) this.skip(); // Chrome 146, Firefox 148
  });

  it('shows them as they were written, and nothing of what is hostile', async () => {
    const { list, chat } = await alone();
    sayHtml(chat, HOSTILE);
    await settle(list);
    const [bubble] = bubbles(list);
    expect(bubble?.querySelector('p > b')?.textContent).to.equal('morning');
    const names = [...(bubble?.querySelectorAll('*') ?? [])].map(({ localName }) => localName);
    expect(names).to.deep.equal(['p', 'b']);
    expect(bubble?.querySelector('p')?.getAttributeNames()).to.deep.equal([]);
    expect(bubble?.textContent).to.not.match(/hacked|display|hidden/);
    expect('hacked' in window).to.equal(false);
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/hacked'));
    expect(asked).to.have.length(0);
    await expect(list).to.be.accessible();
  });

  it('has only links that texts may have too, and says where they lead to', async () => {
    const { list, chat } = await alone();
    sayHtml(chat, LINKS);
    await settle(list);
    const links = [...(bubbles(list)[0]?.querySelectorAll('a') ?? [])];
    expect(links.map(link => [link.textContent, link.getAttribute('href'), link.target])).to.deep.equal([
      ['one', 'https://contoso.example/a', '_blank'],
      ['two', 'sip:bob@contoso.example', ''],
    ]);
    for (const link of links) {
      expect(link.rel).to.equal('noopener noreferrer');
      expect(link.title).to.equal(link.href);
      expect(link.getAttributeNames()).to.not.include.members(['onclick']);
      expect(link.getAttributeNames()).to.not.include.members(['ping']);
    }
    for (const word of ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine']) {
      expect(texts(list)[0]).to.contain(word);
    }
  });

  it('shows those that came before what it needs was loaded', async () => {
    const shown = await alone();
    sayHtml(shown.chat, 'an <i>old</i> one');
    const list = document.createElement('message-list');
    list.conversation = shown.conversation;
    shown.list.replaceWith(list);
    await settle(list);
    expect(bubbles(list)[0]?.querySelector('i')?.textContent).to.equal('old');
  });

  it('keeps the text of one that has nothing to show', async () => {
    const { list, chat } = await alone();
    sayHtml(chat, '<textarea>only <b>this</b></textarea>');
    await settle(list);
    expect(texts(list)).to.deep.equal(['only this']);
  });
});

describe('<message-list> and messages in HTML, without a sanitizer', () => {
  const { setHTML } = Element.prototype as { setHTML?: unknown };
  before(() => Object.assign(Element.prototype, { setHTML: undefined }));
  after(() => Object.assign(Element.prototype, { setHTML }));

  it('shows their text', async () => {
    const { list, chat } = await alone();
    sayHtml(chat, '<p>Good <b>morning</b></p><script>hacked=1</script>');
    await settle(list);
    expect(texts(list)).to.deep.equal(['Good morning']);
    expect(bubbles(list)[0]?.children).to.have.length(0);
    expect('hacked' in window).to.equal(false);
  });
});
