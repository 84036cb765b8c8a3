import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { rollup } from 'rollup';
import { minifyCss, minifyHtml, minifyTemplates } from '../../scripts/minify-templates.mjs';

describe('minifyCss()', () => {
  const examples: readonly (readonly [string, string])[] = [
    ['a {\n  color: red;\n  gap: 0.5em 10.5px;\n}\n', 'a{color:red;gap:.5em 10.5px}'],
    ['a,\nb > c { margin: 0 auto }', 'a,b > c{margin:0 auto}'],
    ['a { b: c; /* one; { */ } /* two */ d /**/ { e: f }', 'a{b:c}d{e:f}'],
    ['a { b: 1 / 2 !important; c: d /* e */ f }', 'a{b:1/2!important;c:d f}'],
    ['.a :hover { b: c }', '.a :hover{b:c}'],
    ['@media (width < 22rem) and (b: c) { a { b: c; } }', '@media (width < 22rem) and (b:c){a{b:c}}'],
    ['a { b: calc(\n  1px + (2px - 0.5px)\n) }', 'a{b:calc(1px + (2px - .5px))}'],
    [`a { content: '; { 0.5 /* */ \\' }'; d: "  :  " }`, `a{content:'; { 0.5 /* */ \\' }';d:"  :  "}`],
  ];
  for (const [text, short] of examples) {
    it(`makes ${JSON.stringify(short)}`, () => assert.equal(minifyCss(text), short));
  }

  it('changes nothing the second time', () => {
    for (const [, short] of examples) assert.equal(minifyCss(short), short);
  });
});

describe('minifyHtml()', () => {
  it('makes one space of whitespace with a line break, and leaves the rest', () => {
    assert.equal(minifyHtml('<p\n  class="a  b"\n>\n  one  two\n</p>'), '<p class="a  b" > one  two </p>');
  });
});

describe('minifyTemplates()', () => {
  const bundle = async (code: string): Promise<string> => {
    const plugins = [
      { name: 'source', resolveId: (id: string) => id, load: () => code },
      minifyTemplates({ include: /elements/ }),
    ];
    const { generate } = await rollup({ input: 'elements', plugins });
    return (await generate({ format: 'es' })).output[0].code;
  };

  it('touches only tagged templates, inside expressions too, and no expression', async () => {
    const code = await bundle(
      'export const a = html`<p>\n  ${css`a { b: c }`}\n  ${`x\n  y`}\n</p>`;\nexport const b = other`a { b: c }`;\n',
    );
    assert.match(code, /html`<p> \$\{css`a\{b:c\}`\} \$\{`x\n {2}y`\} <\/p>`/);
    assert.match(code, /other`a \{ b: c \}`/);
  });
});
