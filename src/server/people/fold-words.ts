/** Marks that letters bear: accents and the like. */
const MARKS = /\p{M}/gu;
const ASCII = /^[\0-\x7f]*$/;

/** The words of a text, without regard to case, accents and what stands between them: `Zoë@a.b` is `zoe`, `a`, `b`. */
export function foldWords(text: string): readonly string[] {
  const plain = ASCII.test(text) ? text : text.normalize('NFKD').replace(MARKS, '');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
