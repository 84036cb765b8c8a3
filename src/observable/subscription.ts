/** Something that goes on until it is told to stop. */
export interface Subscription {
  /** Stops it. A second call does nothing. */
  dispose(): void;
}

/** Called with the subscription as `this`, so that it can stop itself even while it is being added. */
export type Listener<A extends unknown[]> = (this: Subscription, ...args: A) => void;
