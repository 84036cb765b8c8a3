import { expect } from '@open-wc/testing';
import { reasonSentence } from '../../src/elements/reason-sentence.js';
import german from '../../src/elements/locales/de.js';
import type { Term } from '../../src/elements/localize.js';
import { Reason } from '../../src/observable/index.js';

describe('reasonSentence()', () => {
  it('lets the innermost subcode speak', () => {
    const reason = new Reason('InvitationFailed', {
      reason: new Reason('NotFound', { subcode: 'DestinationNotFound' }),
    });
    expect(reasonSentence(reason, 'bob@contoso.example')).to.deep.equal({
      what: 'There is no one at bob@contoso.example.',
      next: 'Check the address.',
    });
  });

  it('falls back to an outer code that has words', () => {
    const reason = new Reason('Timeout', { reason: new Reason('SomethingNew') });
    expect(reasonSentence(reason, 'Bob').what).to.equal('Bob did not answer.');
  });

  it('says the reason’s own message when no code has words', () => {
    expect(reasonSentence(new Reason('SomethingNew', { message: 'The moon is full.' }), 'Bob').what).to.equal(
      'The moon is full.',
    );
  });

  it('has words for whatever is thrown', () => {
    for (const thrown of [undefined, null, 'x', 3, {}, { code: 'constructor' }, { code: '__proto__' }]) {
      expect(reasonSentence(thrown, 'Bob').what).to.equal('It did not work.');
    }
  });

  it('says a reason in another language by its innermost code that has words there', () => {
    const term: Term = (key, ...values) => {
      const text: unknown = german[key];
      return typeof text === 'function' ? (text as (...values: unknown[]) => string)(...values) : (text as string);
    };
    const message = 'The user name or the password is wrong.';
    const reason = new Reason('SignInFailed', {
      message,
      reason: new Reason('Unauthorized', { subcode: 'InvalidCredentials', message }),
    });
    expect(reasonSentence(reason, 'Bob', term).what).to.equal('Benutzername oder Kennwort ist falsch.');
    expect(reasonSentence(new Reason('SomethingNew', { message: 'The moon is full.' }), 'Bob', term).what).to.equal(
      'The moon is full.',
    );
  });
});
