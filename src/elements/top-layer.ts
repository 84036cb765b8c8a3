/** Whether the browser has a top layer for what is not modal. Without it, what is drawn last lies on top. */
const SUPPORTED = 'popover' in (globalThis.HTMLElement?.prototype ?? {});

/** Brings `panel`, which has `popover="manual"` and is not hidden, above everything; or lets go of it. */
export function setOnTop(panel: HTMLElement, onTop: boolean): void {
  if (!SUPPORTED || !panel.isConnected || panel.matches(':popover-open') === onTop) return;
  if (onTop) panel.showPopover();
  else panel.hidePopover();
}
