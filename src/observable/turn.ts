/*
 * The order in which listeners hear of changes, for all observables together.
 *
 * Values change at once; what listeners hear waits in one queue. A change made inside a listener is heard after the
 * change that the listener is hearing, so that every listener hears all changes in the order in which they were made.
 * Neither a task nor a refresh throws: they report what goes wrong in the code of others.
 */

const tasks: (() => void)[] = [];
const outdated = new Set<() => void>();
let depth = 0;
let draining = false;

/** Appends a task to the queue. Call it inside `batch` or a task. */
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
    settle();
  }
}

/** Runs a task that calls listeners now, even inside a batch; the changes that they make wait until it is done. */
export function perform(task: () => void): void {
  if (draining) return task();
  draining = true;
  task();
  draining = false;
  settle();
}

function settle(): void {
  if (depth > 0) return;
  depth++; // refreshing makes changes of its own: they belong to this batch
  for (const refresh of outdated) {
    outdated.delete(refresh);
    refresh();
  }
  depth--;
  if (!draining && tasks.length > 0) perform(drain);
}

function drain(): void {
  for (const task of tasks) task();
  tasks.length = 0;
}

/** Runs code of others where nobody can catch what it throws: the developer is told. */
export function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    console.error(error);
  }
}
