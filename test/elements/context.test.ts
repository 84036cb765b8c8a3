import { expect } from '@open-wc/testing';
import { ContextConsumer, ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { consume, provide, type Context } from '../../src/elements/context.js';
import { Property } from '../../src/observable/index.js';

// The other side is `@lit/context`, the implementation that pages are most likely to have.
const context = Symbol('test') as Context<string | undefined>;

class OurConsumer extends LitElement {
  readonly near = consume(this, context);
}
class OurProvider extends LitElement {
  readonly shared = Property<string | undefined>(undefined);
  constructor() {
    super();
    provide(this, context, this.shared);
  }
}
class ForeignConsumer extends LitElement {
  readonly near = new ContextConsumer(this, { context, subscribe: true });
}
class ForeignProvider extends LitElement {
  readonly shared = new ContextProvider(this, { context });
}
class BothEnds extends OurProvider {
  readonly near = consume(this, context);
}
customElements.define('our-consumer', OurConsumer);
customElements.define('our-provider', OurProvider);
customElements.define('foreign-consumer', ForeignConsumer);
customElements.define('foreign-provider', ForeignProvider);
customElements.define('both-ends', BothEnds);

function place(outer: HTMLElement, ...inner: HTMLElement[]): void {
  outer.append(...inner);
  document.body.append(outer);
}

describe('consume() and provide()', () => {
  afterEach(() => document.body.replaceChildren());

  it('share a value and each new one, until the consumer leaves', () => {
    const provider = new OurProvider();
    const consumer = new OurConsumer();
    place(provider, consumer);
    expect(consumer.near()).to.equal(undefined);
    provider.shared('one');
    expect(consumer.near()).to.equal('one');
    consumer.remove();
    provider.shared('two');
    expect(consumer.near()).to.equal('one');
    provider.append(consumer);
    expect(consumer.near()).to.equal('two');
    provider.shared(undefined);
    expect(consumer.near()).to.equal(undefined);
  });

  it('work with a foreign provider, and let go of it', () => {
    const provider = new ForeignProvider();
    const consumer = new OurConsumer();
    place(provider, consumer);
    provider.shared.setValue('one');
    expect(consumer.near()).to.equal('one');
    consumer.remove();
    provider.shared.setValue('two');
    expect(consumer.near()).to.equal('one');
  });

  it('work with a foreign consumer, and let go of it', () => {
    const provider = new OurProvider();
    const consumer = new ForeignConsumer();
    provider.shared('one');
    place(provider, consumer);
    expect(consumer.near.value).to.equal('one');
    provider.shared('two');
    expect(consumer.near.value).to.equal('two');
    consumer.remove();
    provider.shared('three');
    expect(consumer.near.value).to.equal('two');
  });

  it('answer once where no subscription is asked for', () => {
    const provider = new OurProvider();
    const child = document.createElement('div');
    provider.shared('one');
    place(provider, child);
    const heard: unknown[][] = [];
    const callback = (...told: unknown[]): void => void heard.push(told);
    child.dispatchEvent(Object.assign(new Event('context-request', { bubbles: true }), { context, callback }));
    child.dispatchEvent(
      Object.assign(new Event('context-request', { bubbles: true }), { context: Symbol('other'), callback }),
    );
    provider.shared('two');
    expect(heard).to.deep.equal([['one']]);
  });

  for (const [name, Outer] of [
    ['ours', OurProvider],
    ['a foreign one', ForeignProvider],
  ] as const) {
    it(`hand over to a nearer provider that is registered late, from ${name}`, () => {
      const outer = new Outer();
      const tag = name === 'ours' ? 'late-in-ours' : 'late-in-foreign';
      const late = document.createElement(tag);
      const consumers = [new OurConsumer(), new ForeignConsumer()] as const;
      late.append(...consumers);
      place(outer, late);
      customElements.define(tag, class extends OurProvider {});
      if (late instanceof OurProvider) late.shared('near');
      if (outer instanceof OurProvider) outer.shared('far');
      else outer.shared.setValue('far');
      expect(consumers.map(({ near }) => (typeof near === 'function' ? near() : near.value))).to.deep.equal([
        'near',
        'near',
      ]);
    });
  }

  it('ask past their own host', () => {
    const outer = new OurProvider();
    const both = new BothEnds();
    outer.shared('outer');
    both.shared('inner');
    place(outer, both);
    expect(both.near()).to.equal('outer');
  });
});
