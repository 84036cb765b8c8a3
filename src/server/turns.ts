/** How long others may wait, in milliseconds. */
const TURN_MS = 1;

/** Long work in short turns of the event loop, so that others are served between them. */
export class Turns {
  #began = performance.now();

  /** Call it again and again: waits for the next turn when this one has lasted long enough. */
  async next(): Promise<void> {
    if (performance.now() - this.#began < TURN_MS) return;
    await new Promise(resolve => setImmediate(resolve));
    this.#began = performance.now();
  }
}
