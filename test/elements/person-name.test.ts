import { expect } from '@open-wc/testing';
import { bareAddress, hueOf, initials } from '../../src/elements/person-name.js';

describe('bareAddress()', () => {
  it('leaves out scheme and parameters', () => {
    expect(bareAddress('sip:bob@contoso.example;transport=ws')).to.equal('bob@contoso.example');
    expect(bareAddress('SIPS:bob@contoso.example')).to.equal('bob@contoso.example');
    expect(bareAddress('bob@contoso.example')).to.equal('bob@contoso.example');
  });
});

describe('initials()', () => {
  it('takes the first and the last word', () => {
    expect(initials('Bob Baker')).to.equal('BB');
    expect(initials('Ana Maria de Souza')).to.equal('AS');
    expect(initials('carol')).to.equal('C');
  });

  it('takes one letter of an address', () => {
    expect(initials('bob.baker@contoso.example')).to.equal('B');
  });

  it('takes whole characters, and nothing from nothing', () => {
    expect(initials('𝒜da')).to.equal('𝒜');
    expect(initials('')).to.equal('');
  });
});

describe('hueOf()', () => {
  it('stays with an address, however it is written', () => {
    expect(hueOf('sip:Bob@Contoso.example')).to.equal(hueOf('sip:bob@contoso.example'));
    expect(hueOf('sip:bob@contoso.example')).to.be.within(0, 5);
  });
});
