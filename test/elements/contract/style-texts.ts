/**
 * The texts of style sheets as they were written: what a browser gives back of a shorthand with `var()` in it may be empty. To be
 * imported before the elements, which make their sheets when they are imported.
 */
export const styleTexts = new WeakMap<CSSStyleSheet, string>();

const { replaceSync } = CSSStyleSheet.prototype;
CSSStyleSheet.prototype.replaceSync = function (this: CSSStyleSheet, text: string) {
  styleTexts.set(this, text);
  replaceSync.call(this, text);
};
