/**
 * How many characters, as people count them, may be added to `text`; negative when there are too many.
 * @returns At least as many as there are, where it does not come near the limit.
 */
export function charactersLeft(text: string, limit: number): number {
  const { length } = text; // not less than there are characters, and at once
  const near = length > limit * 0.8 && length < 100_000;
  return limit - (near ? [...new Intl.Segmenter().segment(text)].length : length);
}
