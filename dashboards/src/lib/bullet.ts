// Where a value lies between its limits, for drawing and for words.
export interface Range {
  value: number | null;
  low: number | null;
  high: number | null;
  limitLow: number | null;
  limitHigh: number | null;
}
export type Verdict = 'missing' | 'normal' | 'unusual' | 'outside';

/** Outside a limit beats outside the normal band. */
export function verdict({ value, low, high, limitLow, limitHigh }: Range): Verdict {
  if (value === null) return 'missing';
  if (value < (limitLow ?? -Infinity) || value > (limitHigh ?? Infinity)) return 'outside';
  return value < (low ?? -Infinity) || value > (high ?? Infinity) ? 'unusual' : 'normal';
}

/** The stretch to draw: everything known, with room on both sides. */
export function stretch(range: Range): [number, number] {
  const known = Object.values(range).filter((one): one is number => typeof one === 'number' && Number.isFinite(one));
  if (!known.length) return [0, 1];
  const [from, to] = [Math.min(...known), Math.max(...known)];
  const room = (to - from) * 0.15 || Math.abs(to) * 0.02 || 1;
  return [from - room, to + room];
}
