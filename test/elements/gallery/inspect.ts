// What the tests of all states ask of the page: each answer is a list of what is wrong, in words, empty when all is well.

/** How large something to press is at least, in CSS pixels, or how far from others (WCAG 2.5.8). */
const TARGET_PX = 24;

/** Less than this is the room around a line, in CSS pixels. */
const LINE_PX = 12;

const TARGETS = 'button, input, textarea, select, summary, a[href], [role=option], [role=menuitem], [tabindex="0"]';

/** All elements of the page that can be seen, shadow roots included; texts for screen readers alone are left out. */
function* seen(root: ParentNode = document.body): Generator<HTMLElement> {
  for (const element of root.children) {
    if (!(element instanceof HTMLElement) || element.matches('.unseen')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    yield element;
    yield* seen(element);
    if (element.shadowRoot) yield* seen(element.shadowRoot);
  }
}

/** Which element it is, `message-list .bubble`. */
function nameOf(element: Element): string {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? `${root.host.localName} ` : '';
  const part = element.getAttribute('part');
  const text = element.textContent?.trim().slice(0, 20);
  return `${host}${element.localName}${part ? `[part="${part}"]` : ''}${text ? ` “${text}”` : ''}`;
}

const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

/** Boxes that can only be read by scrolling sideways, or that stick out of the window (WCAG 1.4.10). */
export function sideways(): string[] {
  const wrong: string[] = [];
  const { clientWidth } = document.documentElement;
  for (const element of seen()) {
    const { overflowX, display } = getComputedStyle(element);
    if (scrolls(overflowX) && element.scrollWidth > element.clientWidth && !element.matches('input, textarea'))
      wrong.push(`${nameOf(element)} is ${element.clientWidth} wide and holds ${element.scrollWidth}`);
    const { left, right, width } = element.getBoundingClientRect();
    if (width && display !== 'contents' && (Math.floor(right) > clientWidth || Math.ceil(left) < 0))
      if (!isCut(element)) wrong.push(`${nameOf(element)} goes from ${left} to ${right} in ${clientWidth}`);
  }
  return wrong;
}

/** Whether something around it shows a part of it only, on purpose. */
function isCut(element: Element): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (getComputedStyle(at).overflowX !== 'visible') return at.scrollWidth <= at.clientWidth || !scrollsAt(at);
  }
  return false;
}

const scrollsAt = (element: Element): boolean => scrolls(getComputedStyle(element).overflowX);

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const root = element.parentElement ? undefined : element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** Boxes that hide some of their lines. What ends in an ellipsis is cut on purpose. */
export function clipped(): string[] {
  const wrong: string[] = [];
  for (const element of seen()) {
    const { overflowY, display, webkitLineClamp } = getComputedStyle(element);
    if (display === 'inline' || webkitLineClamp !== 'none' || (overflowY !== 'hidden' && overflowY !== 'clip'))
      continue;
    if (element.matches('input, textarea, svg') || !element.textContent?.trim()) continue;
    if (element.scrollHeight > element.clientHeight + LINE_PX)
      wrong.push(`${nameOf(element)} is ${element.clientHeight} high and holds ${element.scrollHeight}`);
  }
  return wrong;
}

/** Sets text as wide apart as a reader may (WCAG 1.4.12), in every shadow root, without texts for screen readers alone. */
export function spaceText(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
     p { margin-block-end: 2em !important }
     .unseen { display: none }`,
  );
  const roots = new Set<Document | ShadowRoot>([document]);
  for (const { shadowRoot } of seen()) if (shadowRoot) roots.add(shadowRoot);
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** What moves although the person wants nothing to move. The browser must emulate that. */
export function moving(): string[] {
  const wrong: string[] = [];
  for (const element of seen()) {
    for (const pseudo of [null, '::before', '::after']) {
      const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(
        element,
        pseudo,
      );
      const isLong = (durations: string): boolean => durations.split(',').some(duration => parseFloat(duration) > 0.01);
      if (animationName !== 'none' && isLong(animationDuration)) wrong.push(`${nameOf(element)} has ${animationName}`);
      if (isLong(transitionDuration)) wrong.push(`${nameOf(element)} changes in ${transitionDuration}`);
      if (scrollBehavior === 'smooth') wrong.push(`${nameOf(element)} scrolls smoothly`);
    }
  }
  return wrong;
}

/** What is too small to press and has others near it (WCAG 2.5.8). Links in a sentence may be as high as its letters. */
export function tooSmall(): string[] {
  const targets = [...seen()].filter(element => element.matches(TARGETS) && !isInSentence(element));
  const isSmall = ({ width, height }: DOMRect): boolean => width < TARGET_PX || height < TARGET_PX;
  const wrong: string[] = [];
  for (const target of targets) {
    const box = target.getBoundingClientRect();
    if (!isSmall(box)) continue;
    const near = targets.find(other => {
      if (other === target || holds(other, target) || holds(target, other)) return false;
      const otherBox = other.getBoundingClientRect();
      return distance(centre(box), otherBox) < TARGET_PX / 2 || (isSmall(otherBox) && apart(box, otherBox) < TARGET_PX);
    });
    if (near) wrong.push(`${nameOf(target)} is ${box.width} × ${box.height}, near ${nameOf(near)}`);
  }
  return wrong;
}

const isInSentence = (element: Element): boolean =>
  element.matches('a') && getComputedStyle(element).display === 'inline';

/** Whether `inner` stands in `outer`, in whatever shadow root. */
function holds(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

interface Point {
  readonly x: number;
  readonly y: number;
}
const centre = ({ x, y, width, height }: DOMRect): Point => ({ x: x + width / 2, y: y + height / 2 });
const distance = ({ x, y }: Point, { left, right, top, bottom }: DOMRect): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
function apart(a: DOMRect, b: DOMRect): number {
  const [from, to] = [centre(a), centre(b)];
  return Math.hypot(from.x - to.x, from.y - to.y);
}

/** What is spoken by itself: the texts of all live regions, each with what makes it one. */
export function spoken(): { readonly role: string; readonly text: string }[] {
  const found: { role: string; text: string }[] = [];
  const walk = (root: ParentNode): void => {
    for (const element of root.children) {
      const role = element.getAttribute('role') ?? (element.getAttribute('aria-live') && 'live');
      const isLive = /^(log|status|alert|live)$/.test(role ?? '') || element.localName === 'output';
      if (isLive && element.checkVisibility()) {
        const lines = role === 'log' ? [...element.children] : [element];
        for (const line of lines) {
          const text = line.textContent?.trim().replace(/\s+/g, ' ');
          if (text) found.push({ role: role ?? 'status', text });
        }
      }
      walk(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document.body);
  return found;
}

/** What has been spoken of messages since `hear()`, as it was spoken. */
export const heard: string[] = [];

/**
 * Begins to listen to what is spoken.
 * @param notifies - Whether the browser has `ariaNotify`; without it the lines of logs are spoken.
 */
export function hear(notifies: boolean): void {
  heard.length = 0;
  Object.assign(Element.prototype, { ariaNotify: notifies ? (text: string) => void heard.push(text) : undefined });
  Element.prototype.append = function (this: Element, ...nodes: (Node | string)[]): void {
    if (this.role === 'log')
      heard.push(...nodes.map(node => (typeof node === 'string' ? node : (node.textContent ?? ''))));
    for (const node of nodes) this.appendChild(typeof node === 'string' ? document.createTextNode(node) : node);
  };
}
