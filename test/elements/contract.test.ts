// Holds the manifest against what the elements draw, show and fire in all scenes: nothing is missing from it, nothing in it is dead.
import { expect } from '@open-wc/testing';
import './contract/style-texts.js';
import { settle } from './fake-network.js';
import { scenes } from './gallery/scenes.js';
import { acts } from './contract/acts.js';
import { type Declaration, declarations, type Named } from './contract/manifest.js';
import { look, sightingsOf, styleable, styled, unreachable, watch } from './contract/sightings.js';

const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).sort();
const sorted = (list: Iterable<string>): string[] => [...list].sort();

/** What an element draws itself, and what of an element inside it can be reached through it. */
function byOrigin(parts: Declaration['cssParts'] = []) {
  const forwarded = parts.filter(({ forwardedFrom }) => forwardedFrom);
  return { forwarded, own: parts.filter(part => !forwarded.includes(part)) };
}

describe('the manifest and the live elements', () => {
  before(async function () {
    this.timeout(240_000);
    watch();
    for (const scene of [...Object.values(scenes), ...Object.values(acts)]) {
      const root = document.createElement('main');
      document.body.append(root);
      const element = await scene(root);
      look(root);
      await settle(element as never);
      root.remove();
    }
  });

  it('have the same elements', () => {
    for (const [tag, { name }] of declarations) expect(customElements.get(tag)?.name, tag).to.equal(name);
  });

  it('reach every part of what an element draws, through its exportparts', () => {
    expect(sorted(unreachable)).to.deep.equal([]);
  });

  it('let the page style each part by its name, of elements inside too', () => {
    expect(sorted(styleable.unproven)).to.deep.equal([]);
    expect(styleable.proven.size).to.be.greaterThan(50);
  });

  it('write no style attributes', () => {
    expect(sorted(styled)).to.deep.equal([]);
  });

  for (const [tag, declaration] of declarations) {
    describe(`<${tag}>`, () => {
      const seen = sightingsOf(tag);

      it('draws the parts that are declared', () => {
        const { own, forwarded } = byOrigin(declaration.cssParts);
        const drawnInside = forwarded.filter(({ forwardedFrom }) =>
          sightingsOf(forwardedFrom?.tagName ?? '').parts.has(forwardedFrom?.part ?? ''),
        );
        expect(sorted(new Set([...seen.parts, ...names(drawnInside)]))).to.deep.equal(names(declaration.cssParts));
        for (const name of names(own)) expect(seen.parts).to.include(name);
      });

      it('has the slots that are declared', () => {
        expect(sorted(seen.slots)).to.deep.equal(names(declaration.slots));
      });

      it('shows the states that are declared', () => {
        expect(sorted(seen.states)).to.deep.equal(names(declaration.cssStates));
      });

      it('fires the events that are declared', () => {
        const inside = (declaration.events ?? []).filter(
          ({ firedBy, name }) => firedBy && sightingsOf(firedBy).events.has(name),
        );
        expect(sorted(new Set([...seen.events, ...names(inside)]))).to.deep.equal(names(declaration.events));
      });

      it('uses the custom properties that are declared, with their defaults', () => {
        expect(sorted(seen.properties.keys())).to.deep.equal(names(declaration.cssProperties));
        for (const { name, default: value } of declaration.cssProperties ?? [])
          if (value) expect(seen.properties.get(name), name).to.equal(value);
      });

      it('has the attributes that are declared, and writes no others', () => {
        const { observedAttributes = [] } = customElements.get(tag) as typeof HTMLElement & {
          readonly observedAttributes?: readonly string[];
        };
        expect(sorted(observedAttributes)).to.deep.equal(names(declaration.attributes));
        for (const name of seen.attributes) expect(observedAttributes, name).to.include(name);
      });

      it('has the properties and methods that are declared, before the first instance', () => {
        const { prototype } = customElements.get(tag) as unknown as { readonly prototype: object };
        for (const { kind, name, static: fixed } of declaration.members) {
          if (fixed) continue;
          expect(name in prototype, name).to.equal(true);
          if (kind === 'method') expect(prototype[name as never], name).to.be.a('function');
        }
      });

      it('says in its attributes what is declared to be reflected', async () => {
        const element = document.createElement(tag);
        document.body.append(element);
        for (const { name, attribute = '', reflects, type } of declaration.members.filter(({ reflects }) => reflects)) {
          expect(reflects, name).to.equal(true);
          Object.assign(element, { [name]: type?.text === 'boolean' ? true : 'sip:bob@contoso.example' });
          await settle(element as never);
          expect(element.hasAttribute(attribute), attribute).to.equal(true);
        }
        element.remove();
      });

      it('is described in all that it has', () => {
        const { members, attributes, events, slots, cssParts, cssProperties, cssStates } = declaration;
        expect(declaration.description, tag).to.be.a('string');
        for (const list of [members, attributes, events, slots, cssParts, cssProperties, cssStates])
          for (const { name, description } of list ?? []) expect(description, name).to.be.a('string').and.not.equal('');
        for (const { name, type } of events ?? []) expect(type?.text, name).to.match(/Event$/);
      });

      it('has an example of tags and attributes that are declared', () => {
        expect(declaration.example, `@example in the class comment of ${declaration.name}`).to.be.a('string');
        const template = document.createElement('template');
        const page = new DOMParser().parseFromString(declaration.example ?? '', 'text/html');
        template.content.append(...page.querySelectorAll('body > *'));
        expect(template.content.querySelector(tag), 'itself').to.not.equal(null);
        for (const element of template.content.querySelectorAll('*')) {
          if (!element.localName.includes('-')) continue;
          const known = declarations.get(element.localName);
          expect(known, element.localName).to.not.equal(undefined);
          const allowed = [...names(known?.attributes), 'id', 'class', 'slot', 'hidden', 'part'];
          for (const name of element.getAttributeNames())
            expect(allowed, `${name} of <${element.localName}>`).to.include(name);
        }
      });
    });
  }
});
