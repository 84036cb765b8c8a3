/** What an event of this name carries besides what every event has. */
type Details<Type> = Type extends keyof GlobalEventHandlersEventMap
  ? Omit<GlobalEventHandlersEventMap[Type], keyof Event>
  : object;

/**
 * Dispatches an event that bubbles, out of shadow roots too, with `details` as properties of its own.
 * @returns Whether to go on: `false` when a listener has cancelled it.
 */
export function fire<Type extends string>(
  target: EventTarget,
  type: Type,
  details: Details<Type>,
  cancelable = false,
): boolean {
  return target.dispatchEvent(Object.assign(new Event(type, { bubbles: true, composed: true, cancelable }), details));
}
