/** Where each key leads: so many stops on, or to the first or the last one. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * Moves the keyboard focus among `stops` by the arrow keys, Home and End; from the last one on to the first. Right and left
 * follow the direction of the writing.
 * @returns Whether it was one of these keys, and has led somewhere. Then the key does nothing else.
 */
export function moveByArrows(event: KeyboardEvent, stops: readonly HTMLElement[]): boolean {
  const step = STEPS[event.key];
  const at = stops.findIndex(stop => stop === event.target);
  const from = stops[at];
  if (!step || !from || event.ctrlKey || event.altKey || event.metaKey) return false;
  const mirrored = /Left|Right/.test(event.key) && getComputedStyle(from).direction === 'rtl';
  const to = at + (mirrored ? -step : step);
  const next = Number.isFinite(to) ? (to + stops.length) % stops.length : to < 0 ? 0 : stops.length - 1;
  event.preventDefault();
  event.stopPropagation();
  stops[next]?.focus();
  return true;
}

/** Leaves one of `stops` in the order of Tab: the one that has the focus, else the one that had it, else the first. */
export function oneTabStop(stops: readonly HTMLElement[], focused: Element | null | undefined): void {
  const stop =
    stops.find(candidate => candidate === focused) ??
    stops.find(candidate => candidate.getAttribute('tabindex') === '0') ??
    stops[0];
  for (const each of stops) each.tabIndex = each === stop ? 0 : -1;
}
