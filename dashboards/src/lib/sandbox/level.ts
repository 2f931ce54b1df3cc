// How much of an outbox's bar is full: its room is gigabytes, so the bar grows with what waits.
const LEAST = 100;

/** The end of the bar, in records: the next of 100, 200, 500, 1,000 … that what waits fits in. */
export function scaleOf(waiting: number): number {
  if (waiting <= LEAST) return LEAST;
  const ten = 10 ** Math.floor(Math.log10(waiting));
  return [1, 2, 5, 10].map((step) => step * ten).find((end) => waiting <= end)!;
}
