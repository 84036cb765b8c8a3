import { expect } from '@open-wc/testing';
import { formatDay } from '../../src/elements/clock.js';

const now = new Date(2026, 10, 20, 0, 30);

describe('formatDay()', () => {
  it('counts days by midnight, not by hours', () => {
    expect(formatDay(new Date(2026, 10, 20, 23, 59), 'en', now)).to.equal('today');
    expect(formatDay(new Date(2026, 10, 19, 23, 59), 'en', now)).to.equal('yesterday');
  });

  it('names older days, with the year when it is another', () => {
    expect(formatDay(new Date(2026, 10, 17), 'en', now))
      .to.contain('17')
      .and.not.to.contain('2026');
    expect(formatDay(new Date(2025, 10, 17), 'en', now)).to.contain('2025');
  });

  it('is not off by one where summer time ends', () => {
    expect(formatDay(new Date(2026, 9, 24, 12), 'en', new Date(2026, 9, 25, 12))).to.equal('yesterday');
  });
});
