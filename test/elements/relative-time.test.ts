import { expect } from '@open-wc/testing';
import { relativeTime } from '../../src/elements/relative-time.js';

const now = new Date(2026, 5, 17, 12, 0);
const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

describe('relativeTime()', () => {
  it('gets coarser with distance', () => {
    expect(relativeTime(before(0.5), 'en', now)).to.equal('now');
    expect(relativeTime(before(-5), 'en', now), 'the clock of the server may be ahead').to.equal('now');
    expect(relativeTime(before(5), 'en', now)).to.equal('5 min. ago');
    expect(relativeTime(before(59.9), 'en', now)).to.equal('59 min. ago');
    expect(relativeTime(before(60), 'en', now)).to.equal('1 hr. ago');
    expect(relativeTime(before(23 * 60), 'en', now)).to.equal('23 hr. ago');
    expect(relativeTime(before(25 * 60), 'en', now)).to.equal('yesterday');
    expect(relativeTime(before(6 * 24 * 60), 'en', now)).to.equal('6 days ago');
    expect(relativeTime(before(8 * 24 * 60), 'en', now)).to.equal('Jun 9');
    expect(relativeTime(before(365 * 24 * 60), 'en', now)).to.equal('Jun 17, 2025');
  });

  it('speaks the language', () => {
    expect(relativeTime(before(5), 'de', now)).to.equal('vor 5 Min.');
    expect(relativeTime(before(25 * 60), 'de', now)).to.equal('gestern');
  });
});
