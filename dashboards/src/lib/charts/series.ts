// Channel series made ready to draw: gaps stay gaps, live values are appended, events become marks.
import type { Reading } from './resample';

export interface Series {
  name: string; unit: string;
  t_us: readonly number[]; low: readonly Reading[]; high: readonly Reading[]; mean: readonly Reading[];
}

/** uPlot's columns: seconds, low, high, mean. */
export type Columns = [t_s: number[], low: Reading[], high: Reading[], mean: Reading[]];

const SECOND = 1e6;
/** Silence of more than this many usual steps is a gap, not a straight line. */
const GAP_STEPS = 3.5;

export function usualStep(t_us: readonly number[]): number {
  const steps = t_us.slice(1).map((t, i) => t - t_us[i]!).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

/** Columns with an empty reading in the middle of every silence, so that no line crosses it. */
export function columns(series: Series): Columns {
  const longest = usualStep(series.t_us) * GAP_STEPS;
  const made: Columns = [[], [], [], []];
  series.t_us.forEach((t, i) => {
    const before = series.t_us[i - 1];
    if (before !== undefined && longest > 0 && t - before > longest) push(made, (before + t) / 2, null, null, null);
    push(made, t, series.low[i] ?? null, series.high[i] ?? null, series.mean[i] ?? null);
  });
  return made;
}

function push(made: Columns, t_us: number, low: Reading, high: Reading, mean: Reading): void {
  made[0].push(t_us / SECOND);
  made[1].push(low);
  made[2].push(high);
  made[3].push(mean);
}

/** Most points a series may have, as on the server. */
const MOST = 2000;

/** A series with one newer reading at its end and without what fell out at its beginning. */
export function appended(series: Series, t_us: number, value: Reading, from_us: number): Series {
  const last = series.t_us.at(-1);
  if (last !== undefined && t_us <= last) return series;
  const keep = Math.max(series.t_us.findIndex((t) => t >= from_us), series.t_us.length + 1 - MOST, 0);
  const grown = (column: readonly Reading[]) => [...column.slice(keep), value];
  return { ...series, t_us: [...series.t_us.slice(keep), t_us], low: grown(series.low), high: grown(series.high), mean: grown(series.mean) };
}

export interface Extremes { low: number; high: number; mean: number }

/** What a caption says of a series: its lowest, its highest and its mean reading. */
export function extremes(series: Series): Extremes | null {
  const lows = known(series.low);
  const highs = known(series.high);
  const means = known(series.mean);
  if (lows.length === 0 || highs.length === 0) return null;
  const least = lows.reduce((a, b) => Math.min(a, b));
  const most = highs.reduce((a, b) => Math.max(a, b));
  return { low: least, high: most, mean: means.reduce((a, b) => a + b, 0) / Math.max(1, means.length) };
}

const known = (column: readonly Reading[]): number[] => column.filter((value): value is number => value !== null);

/** Index of the reading nearest to a moment. */
export function nearest(t_s: readonly number[], at_s: number): number {
  let [low, high] = [0, t_s.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t_s[middle]! < at_s) low = middle + 1;
    else high = middle;
  }
  const before = t_s[low - 1];
  return before !== undefined && Math.abs(before - at_s) <= Math.abs(t_s[low]! - at_s) ? low - 1 : low;
}
