import { render, type TemplateResult } from 'lit';

const drawn = new WeakMap<Element, ReadonlyMap<unknown, HTMLElement>>();

/**
 * Draws each of `items` into an element of its own inside `list`, in their order. That element stays with the item's key
 * when others come before it or go, and with it focus and selection. Call it after `list`, which is empty, is drawn.
 */
export function drawRows<Item>(
  list: Element | null,
  items: readonly Item[],
  keyOf: (item: Item) => unknown,
  template: (item: Item) => TemplateResult,
): void {
  if (!list) return;
  const before = drawn.get(list);
  const rows = new Map<unknown, HTMLElement>();
  for (const item of items) {
    const key = keyOf(item);
    const row = before?.get(key) ?? document.createElement('div');
    render(template(item), row);
    rows.set(key, row);
  }
  drawn.set(list, rows);
  before?.forEach((row, key) => {
    if (!rows.has(key)) row.remove();
  });
  let next = list.firstChild;
  for (const row of rows.values()) {
    if (row === next) next = next.nextSibling;
    else list.insertBefore(row, next);
  }
}
