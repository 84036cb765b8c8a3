/** @throws RangeError when there is a time between two polls that is none. */
export function assertInterval(seconds?: number): void {
  if (seconds !== undefined && !(seconds > 0)) throw new RangeError(`Cannot poll every "${seconds}" seconds`);
}
