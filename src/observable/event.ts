import { Emitter } from './emitter.js';
import type { Listener, Subscription } from './subscription.js';

/**
 * Something that happens again and again.
 *
 * - Listeners are called in the order in which they were added. One that throws is reported to the console and stops
 *   neither the others nor the one who fires.
 * - A listener hears every fire made after it was added and before it was removed. So a listener that another one
 *   removes still hears the present fire, and one that another one adds does not.
 * - A fire made inside a listener, of this event or any other, is heard after the present one, never inside it.
 * - A function added twice is called twice.
 */
export interface Event<A extends unknown[]> {
  /** Adds a listener; `this` inside it is the subscription. */
  (listener: Listener<A>): Subscription;
  /** The same as calling the event. */
  on(listener: Listener<A>): Subscription;
  /** Removes the first listener added with this function, if any. */
  off(listener: Listener<A>): void;
}

/** An event in the hands of its owner. */
export interface FiredEvent<A extends unknown[]> extends Event<A> {
  /** Tells everybody who listens now. */
  fire(...args: A): void;
}

/** An event that its owner fires. */
export function Event<A extends unknown[]>(): FiredEvent<A> {
  const emitter = new Emitter<A>();
  return Object.assign(eventOf(emitter), { fire: (...args: A) => emitter.fire(...args) });
}

/** @internal The listening end of `emitter`. */
export function eventOf<A extends unknown[]>(emitter: Emitter<A>, replay?: () => readonly A[]): Event<A> {
  const event = (listener: Listener<A>): Subscription => emitter.listen(listener, replay?.());
  event.on = event;
  event.off = (listener: Listener<A>): void => emitter.drop(listener);
  return event;
}
