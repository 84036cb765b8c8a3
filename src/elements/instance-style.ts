/**
 * Private custom properties of one element, in a style sheet of its own shadow root. A `style` attribute would be undone by
 * pages that write it, and forbidden by theirs that allow no inline styles.
 */
export class InstanceStyle {
  readonly #style: CSSStyleDeclaration;

  constructor(root: ShadowRoot) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':host {}');
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.#style = (sheet.cssRules[0] as CSSStyleRule).style;
  }

  /** @param value - `''` takes it away. */
  set(name: string, value: string): void {
    this.#style.setProperty(name, value);
  }
}
