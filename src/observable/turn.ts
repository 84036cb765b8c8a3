/*
 * The order in which listeners hear of changes, for all observables together.
 *
 * Values change at once; what listeners hear waits in one queue. A change made inside a listener is heard after the
 * change that the listener is hearing, so that every listener hears all changes in the order in which they were made.
 */

const tasks: (() => void)[] = [];
const outdated = new Set<() => void>();
let depth = 0;
let draining = false;

/** Appends a task to the queue. Call it inside `batch`. */
export function enqueue(task: () => void): void {
  tasks.push(task);
}

/** Has `refresh` called once when the present batch ends, before anybody hears of it. */
export function refreshLater(refresh: () => void): void {
  outdated.add(refresh);
}

/**
 * Makes several changes as one: nobody hears of any before all are made. They are then heard in order, each by itself.
 *
 * @returns What `change` returns.
 * @throws What `change` throws; the changes made before that are heard.
 */
export function batch<T>(change: () => T): T {
  depth++;
  try {
    return change();
  } finally {
    depth--;
    if (depth === 0) settle();
  }
}

/** Runs a task that calls listeners now, even inside a batch; the changes that they make wait until it is done. */
export function perform(task: () => void): void {
  if (draining) return task();
  const outer = depth;
  depth = 0;
  draining = true;
  try {
    task();
  } finally {
    draining = false;
    depth = outer;
    if (depth === 0) settle();
  }
}

function settle(): void {
  depth++; // refreshing makes changes of its own: they belong to this batch
  try {
    for (const refresh of outdated) {
      outdated.delete(refresh);
      refresh();
    }
  } finally {
    depth--;
  }
  if (!draining) drain();
}

function drain(): void {
  draining = true;
  try {
    for (let next = 0; next < tasks.length; next++) tasks[next]?.();
  } finally {
    tasks.length = 0;
    draining = false;
  }
}

/** Tells the developer of code of theirs that threw where nobody can catch it. */
export function report(error: unknown): void {
  console.error('A listener threw:', error);
}
