import { OnDemand } from '../observable/index.js';
import { backOffMs } from '../model/index.js';
import type * as further from './further.js';

type Further = typeof further;

/**
 * Gives what is needed seldom, and loads it the first time. After a failure the next call tries again.
 * @throws Reason `LocalFailure` when it cannot be loaded.
 */
export const loadFurther: () => Promise<Further> = OnDemand(() => import('./further.js'));

/**
 * Begins something lasting as soon as what it needs is loaded, which is tried until it works.
 * @param begin - Gives how to end it, unless it is done at once.
 * @returns Ends it; or keeps it from beginning, and ends the trying.
 */
export function whenLoaded(begin: (further: Further) => (() => void) | undefined): () => void {
  let end: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = true;
  const load = (attempt: number): void => {
    void loadFurther().then(
      further => {
        if (wanted) end = begin(further);
      },
      () => {
        if (wanted) timer = setTimeout(() => load(attempt + 1), backOffMs(attempt, Math.random()));
      },
    );
  };
  load(0);
  return () => {
    wanted = false;
    clearTimeout(timer);
    end?.();
  };
}
