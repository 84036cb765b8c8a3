import { expect } from '@open-wc/testing';
import { LitElement, html } from 'lit';
import { observe } from '../../src/elements/observe.js';
import { Collection, Property, type Subscription } from '../../src/observable/index.js';

/** A property that counts who listens to it. */
function counted(value: string) {
  const property = Property(value);
  let listeners = 0;
  const changed = (listener: () => void): Subscription => {
    const subscription = property.changed(listener);
    listeners++;
    return {
      dispose() {
        listeners--;
        subscription.dispose();
      },
    };
  };
  return { property, changed, count: () => listeners };
}

class ObservingElement extends LitElement {
  source = counted('one');
  readonly items = Collection<string>();
  drawings = 0;
  constructor() {
    super();
    observe(this, () => [this.source, undefined, this.items]);
  }
  protected override render() {
    this.drawings++;
    return html`${this.source.property()} ${this.items().join()}`;
  }
}
customElements.define('observing-element', ObservingElement);

async function shown(): Promise<ObservingElement> {
  const element = new ObservingElement();
  document.body.append(element);
  await element.updateComplete;
  return element;
}

describe('observe()', () => {
  it('draws once at first, and again after each change', async () => {
    const element = await shown();
    expect(element.drawings).to.equal(1);
    element.source.property('two');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('two');
    void element.items.add('three');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('three');
    expect(element.drawings).to.equal(3);
    element.remove();
  });

  it('draws several changes of one turn once', async () => {
    const element = await shown();
    for (const value of ['a', 'b', 'c']) element.source.property(value);
    await element.updateComplete;
    expect(element.drawings).to.equal(2);
    element.remove();
  });

  it('follows the list when it changes, and lets go of what is no longer in it', async () => {
    const element = await shown();
    const before = element.source;
    element.source = counted('other');
    element.requestUpdate();
    await element.updateComplete;
    expect(before.count()).to.equal(0);
    expect(element.source.count()).to.equal(1);
    element.remove();
  });

  it('lets go on disconnect, and takes up again', async () => {
    const element = await shown();
    element.remove();
    expect(element.source.count()).to.equal(0);
    element.requestUpdate();
    await element.updateComplete;
    expect(element.source.count(), 'drawn while away').to.equal(0);
    document.body.append(element);
    await element.updateComplete;
    expect(element.source.count()).to.equal(1);
    element.source.property('back');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('back');
    element.remove();
  });
});
