import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { ChatElement } from '../../src/elements/chat-element.js';
import { Collection, Property } from '../../src/observable/index.js';

class ObservingElement extends ChatElement {
  static override readonly tag = 'observing-element';
  source = Property('one');
  readonly items = Collection<string>();
  drawings = 0;
  protected override render() {
    this.drawings++;
    return html`${this.source()} ${this.items().join()}`;
  }
}
ObservingElement.define();

async function shown(): Promise<ObservingElement> {
  const element = new ObservingElement();
  document.body.append(element);
  await element.updateComplete;
  return element;
}

describe('ChatElement', () => {
  it('draws once at first, and again after each change', async () => {
    const element = await shown();
    expect(element.drawings).to.equal(1);
    element.source('two');
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
    for (const value of ['a', 'b', 'c']) element.source(value);
    await element.updateComplete;
    expect(element.drawings).to.equal(2);
    element.remove();
  });

  it('follows what it reads, and lets go of what it no longer reads', async () => {
    const element = await shown();
    const before = element.source;
    element.source = Property('other');
    element.requestUpdate();
    await element.updateComplete;
    before('changed');
    expect(element.isUpdatePending).to.equal(false);
    element.source('another');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('another');
    element.remove();
  });

  it('goes on after a drawing that nothing asked for', async () => {
    const element = await shown();
    element.requestUpdate();
    element.performUpdate();
    await element.updateComplete;
    element.source('two');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('two');
    element.remove();
  });

  it('lets go on disconnect, and takes up again', async () => {
    const element = await shown();
    element.remove();
    element.source('away');
    expect(element.isUpdatePending).to.equal(false);
    element.requestUpdate();
    await element.updateComplete;
    element.source('drawn while away');
    expect(element.isUpdatePending).to.equal(false);
    document.body.append(element);
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('drawn while away');
    element.source('back');
    await element.updateComplete;
    expect(element.renderRoot.textContent).to.contain('back');
    element.remove();
  });
});
