/** By who counts. */
const counts = new Map<object, number>();
/** What stands before the page's own title. */
let prefix = '';
let observer: MutationObserver | undefined;

/** Puts the sum of all counts before the title of the page, `(3) Orders`; 0 takes it away. The page may change its title meanwhile. */
export function countInTitle(owner: object, count: number): void {
  if (count) counts.set(owner, count);
  else counts.delete(owner);
  write();
  if (!counts.size) {
    observer?.disconnect();
    observer = undefined;
  } else if (!observer) {
    observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
  }
}

function write(): void {
  const { title } = document;
  const rest = `${title} `.startsWith(prefix) ? title.slice(prefix.length) : title;
  let sum = 0;
  for (const count of counts.values()) sum += count;
  prefix = sum ? `(${sum}) ` : '';
  const next = (prefix + rest).trim();
  if (title !== next) document.title = next;
}
