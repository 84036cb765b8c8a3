// Takes the line breaks and indents of the source out of css``, html`` and svg`` templates. What they mean stays.
import MagicString from 'magic-string';

/** Whitespace or a comment. */
const GAP = String.raw`(?:\s|/\*.*?\*/)`;
/** Strings, which stay; punctuation with the gaps around it; other gaps; `0` before a decimal point. */
const CSS = new RegExp(
  [
    String.raw`("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')`,
    String.raw`(?:;|${GAP})*(\})${GAP}*`,
    String.raw`${GAP}*([{;,!]|/(?!\*))${GAP}*`,
    String.raw`([:(])${GAP}+`,
    String.raw`${GAP}+(\))`,
    String.raw`(${GAP}+)`,
    String.raw`(?<![\w.])0(?=\.\d)`,
  ].join('|'),
  'gs',
);

/** `a { b: 0.5em; }` becomes `a{b:.5em}`. A space before a colon stays, for `.a :hover` is not `.a:hover`. */
export function minifyCss(text) {
  return text.replace(
    CSS,
    (_, string, end, mark, before, after, space) => string ?? end ?? mark ?? before ?? after ?? (space ? ' ' : ''),
  );
}

/** Whitespace with a line break becomes one space, as a browser shows it; other whitespace stays as it is written. */
export function minifyHtml(text) {
  return text.replace(/\s*\n\s*/g, ' ');
}

const MINIFIERS = { css: minifyCss, html: minifyHtml, svg: minifyHtml };

/** Calls `visit` for `node` of an ESTree and for all nodes below it. */
export function walk(node, visit) {
  if (typeof node?.type === 'string') visit(node);
  for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) walk(child, visit);
}

/**
 * A Rollup plugin.
 * @param options.include - Which modules to look into, matched against their ids.
 */
export function minifyTemplates({ include }) {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!include.test(id)) return null;
      const text = new MagicString(code);
      walk(this.parse(code), ({ type, tag, quasi }) => {
        const minify = type === 'TaggedTemplateExpression' && tag.type === 'Identifier' && MINIFIERS[tag.name];
        if (!minify) return;
        for (const { start, end } of quasi.quasis) {
          if (start < end) text.overwrite(start, end, minify(code.slice(start, end)));
        }
      });
      return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
    },
  };
}
