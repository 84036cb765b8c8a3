import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatIsComposing, parseIsComposing } from '../../../src/sip/body/index.js';
import { SipSyntaxError } from '../../../src/sip/codec/index.js';

/** RFC 3994 §7.1, the first example. */
const EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <state>active</state>
  <contenttype>text/plain</contenttype>
  <refresh>90</refresh>
</isComposing>`;

test('parseIsComposing() reads the examples of RFC 3994', () => {
  assert.deepEqual(parseIsComposing(EXAMPLE), { active: true, refresh: 90 });
  const idle = EXAMPLE.replace('active', 'idle').replace('<refresh>90</refresh>', '<lastactive>x</lastactive>');
  assert.deepEqual(parseIsComposing(idle), { active: false, refresh: 0 });
});

test('parseIsComposing() reads prefixes, attributes and spaces, and takes an unknown state for idle', () => {
  const text =
    '<c:isComposing xmlns:c="x"><c:state lang="en"> active\n</c:state><c:refresh >\t6 </c:refresh></c:isComposing>';
  assert.deepEqual(parseIsComposing(text), { active: true, refresh: 6 });
  assert.deepEqual(parseIsComposing('<state>thinking</state>'), { active: false, refresh: 0 });
});

test('parseIsComposing() takes a refresh that is no number of seconds for none', () => {
  for (const refresh of ['-1', '1e9', '9999999999', '6.5', 'soon', '']) {
    const text = EXAMPLE.replace('90', refresh);
    assert.deepEqual(parseIsComposing(text), { active: true, refresh: 0 }, refresh);
  }
});

test('parseIsComposing() refuses what has no state, or one that is no text', () => {
  for (const text of [
    '',
    'active',
    '<state/>',
    '<state></state>',
    '<state><b>active</b></state>',
    '<state>active',
    '<state>&x;</state>',
  ]) {
    assert.throws(() => parseIsComposing(text), SipSyntaxError, text);
  }
});

test('parseIsComposing() takes time in proportion to the length of what is hostile', () => {
  for (const piece of ['<', '<state ', '<state>', '<a:', '<state>a', ' ', '<refresh>1', 'a:']) {
    assert.throws(() => parseIsComposing(piece.repeat(1e5)), SipSyntaxError);
  }
});

test('formatIsComposing() writes the namespace, and refresh only where there is one', () => {
  assert.equal(
    formatIsComposing({ active: true, refresh: 6 }),
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"><state>active</state><refresh>6</refresh></isComposing>',
  );
  assert.doesNotMatch(formatIsComposing({ active: false, refresh: 0 }), /refresh/);
});
