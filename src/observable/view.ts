import { Store } from './store.js';
import type { Subscription } from './subscription.js';
import { batch, report } from './turn.js';

/** How a view takes over what its origin's items do. `view` is passed so that this need not hold on to it. */
interface Follower<T, U> {
  /** @param index - Where the item is in the origin; `undefined`: after all that the view has seen. */
  add(view: Store<U>, item: T, key: string, index: number | undefined): void;
}

/** The items that `keep` says yes to when they are added. */
export function filterView<T>(origin: Store<T>, keep: (item: T) => boolean): Store<T> {
  return follow(origin, {
    add(view, item, key, index) {
      if (keep(item)) view.insert(item, key, place(view, origin, index));
    },
  });
}

/** What `map` makes of each item, once per item. */
export function mapView<T, U>(origin: Store<T>, map: (item: T) => U): Store<U> {
  return follow(origin, {
    add(view, item, key, index) {
      view.insert(map(item), key, place(view, origin, index));
    },
  });
}

/** Where in a view the item at `index` of its origin belongs: before the next one that is in both, else at the end. */
function place<T, U>(view: Store<U>, origin: Store<T>, index: number | undefined): number | undefined {
  if (index === undefined || index === origin.size.peek() - 1) return undefined; // appending is the rule, and needs no search
  const next = origin.keys().find((key, other) => other > index && view.has(key));
  return next === undefined ? undefined : view.indexOfKey(next);
}

/** The items in the order that `inOrder` says is right; where it allows either order, that of arrival. */
export function sortView<T>(origin: Store<T>, inOrder: (a: T, b: T) => boolean): Store<T> {
  return follow(origin, {
    add(view, item, key) {
      const items = view.items();
      const last = items.findLastIndex(other => inOrder(other, item) || !inOrder(item, other));
      view.insert(item, key, last + 1);
    },
  });
}

/**
 * Makes a store that follows `origin`. The origin holds it strongly only while somebody listens to it, so that a view
 * which nobody wants any more goes away.
 */
function follow<T, U>(origin: Store<T>, follower: Follower<T, U>): Store<U> {
  let kept: Subscription | undefined;
  // the view holds `origin` by this function: nobody else may hold one in the middle of a chain
  const view = new Store<U>((observed, observer) => {
    kept?.dispose();
    kept = observed ? origin.keepAlive(observer) : undefined;
  });
  for (const [item, key] of origin.memberships()) follower.add(view, item, key, undefined);
  const weak = new WeakRef(view);
  const links = [
    origin.added.linkWeakly((item, key, index) => {
      const live = weak.deref();
      if (live) guarded(() => follower.add(live, item, key, index));
    }),
    origin.removed.linkWeakly((_item, key) => weak.deref()?.deleteKey(key)),
  ];
  collected.register(view, () => links.forEach(link => link.dispose()));
  return view;
}

/** Takes the dead links of views that went away out of their origins. */
const collected = new FinalizationRegistry((unlink: () => void) => unlink());

/** Whoever changed the origin is not to blame for what a view's function throws. */
function guarded(add: () => void): void {
  try {
    batch(add);
  } catch (error) {
    report(error);
  }
}
