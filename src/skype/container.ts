import { Reason } from '../observable/index.js';

/**
 * The element that a page names to draw in.
 *
 * @param container - The element itself, or a CSS selector that finds it.
 * @throws {@link Reason} `ContainerMissing`, `ContainerNotFound`, or `ContainerInvalid` for what is neither.
 */
export function findContainer(container: unknown): Element {
  if (container === undefined || container === null || container === '') {
    throw new Reason('ContainerMissing', { message: 'Name the element to draw in: a CSS selector, or the element.' });
  }
  if (isElement(container)) return container;
  if (typeof container !== 'string') {
    throw new Reason('ContainerInvalid', { message: 'The container is neither a CSS selector nor an element.' });
  }
  const found = query(container);
  if (found) return found;
  throw new Reason('ContainerNotFound', { message: `There is no element "${container}" on this page.` });
}

function query(selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    throw new Reason('ContainerInvalid', { message: `The container "${selector}" is not a CSS selector.` });
  }
}

/** Not by class: it may belong to the document of a frame. */
function isElement(value: unknown): value is Element {
  return typeof value === 'object' && (value as Partial<Node>).nodeType === Node.ELEMENT_NODE;
}
