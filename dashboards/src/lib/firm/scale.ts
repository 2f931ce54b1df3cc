// One scale for figures that stand below each other.
import type { Ends } from '../api';

export interface Scale { low: number; high: number }
const AIR = 0.04;

/** From the lowest to the highest of all, with zero in it and a little air. */
export function scaleOf(all: readonly Ends[]): Scale {
  const low = Math.min(0, ...all.map((one) => one.low)), high = Math.max(0, ...all.map((one) => one.high));
  const air = AIR * (high - low || 1);
  return { low: low - air, high: high + air };
}
/** Where a value lies, per cent from the left. */
export const place = (value: number, { low, high }: Scale): number => (100 * (value - low)) / (high - low);
