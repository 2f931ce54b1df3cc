// A control chart's points, marks and limits, as words and numbers for the page; and the question in its address.
import type { CapabilityView, ControlChart, ControlMark, ControlPanel } from '../api';
import { digitsOf, measured, number, t } from '../i18n.svelte';

export type Level = ControlMark['level'];
export type ChartName = ControlChart['chart'];
export interface Wish { quantity: string | null; chart: ChartName; size: number; limit: number; low: number | null; high: number | null }

export const CHARTS: ChartName[] = ['individuals', 'xbar_r', 'ewma', 'cusum'];
export const LIMITS = [100, 200, 500, 1000, 2000];
export const WANTED = 1.33; // the capability that most customers ask for
const USUAL = { limit: 500, group: 5 };

const numberOf = (text: string | null): number | null => {
  const found = Number(text?.replace(',', '.'));
  return text?.trim() && Number.isFinite(found) ? found : null;
};
export { numberOf };

/** What the address asks for; what makes no sense there is as if it were not there. */
export function wish(query: URLSearchParams, sizes: (chart: ChartName) => number[]): Wish {
  const chart = CHARTS.find((one) => one === query.get('chart')) ?? 'individuals';
  const [size, limit] = [Number(query.get('size')), Number(query.get('limit'))];
  return {
    quantity: query.get('quantity'), chart, limit: LIMITS.includes(limit) ? limit : USUAL.limit,
    size: sizes(chart).includes(size) ? size : chart === 'xbar_r' ? USUAL.group : 1,
    low: numberOf(query.get('low')), high: numberOf(query.get('high')),
  };
}

/** The address of a wish: only what is not usual. */
export function asQuery(one: Wish): Record<string, string> {
  const told: Record<string, string> = one.quantity ? { quantity: one.quantity } : {};
  if (one.chart !== 'individuals') told.chart = one.chart;
  if (one.size !== (one.chart === 'xbar_r' ? USUAL.group : 1)) told.size = String(one.size);
  if (one.limit !== USUAL.limit) told.limit = String(one.limit);
  if (one.low !== null) told.low = String(one.low);
  if (one.high !== null) told.high = String(one.high);
  return told;
}

const meets = (one: ControlMark, other: ControlMark) => one.panel === other.panel && one.rule === other.rule && one.points.some((point) => other.points.includes(point));

/** Marks to be listed, newest first. Of a rule that speaks of the same points as mark and as alarm: one alarm, since the earlier. */
export function listed(marks: readonly ControlMark[]): ControlMark[] {
  const alarms = marks.filter((one) => one.level === 'alarm');
  const plain = marks.filter((one) => one.level === 'mark');
  const told = [...alarms.map((alarm) => plain.filter((one) => meets(one, alarm)).reduce(joined, alarm)), ...plain.filter((one) => !alarms.some((alarm) => meets(one, alarm)))];
  const last = (one: ControlMark) => one.points.at(-1) ?? 0;
  return told.sort((a, b) => last(b) - last(a) || a.level.localeCompare(b.level));
}
function joined(alarm: ControlMark, one: ControlMark): ControlMark {
  const [first, final] = [one.since_us < alarm.since_us ? one : alarm, one.until_us > alarm.until_us ? one : alarm];
  const points = [...new Set([...alarm.points, ...one.points])].sort((a, b) => a - b);
  return { ...alarm, points, since_us: first.since_us, since_shot: first.since_shot, until_us: final.until_us, shot: final.shot };
}

const LONG = 3;
/** Which points bear a sign, and how strong: all of a few, of many the last one. */
export function signs(marks: readonly ControlMark[]): Map<number, Level> {
  const found = new Map<number, Level>();
  for (const level of ['mark', 'alarm'] as const) {
    for (const one of marks) if (one.level === level) for (const point of one.points.length > LONG ? one.points.slice(-1) : one.points) found.set(point, level);
  }
  return found;
}

/** The rules that speak of a point, each once. */
export const rulesAt = (marks: readonly ControlMark[], place: number): string[] => [...new Set(marks.filter((one) => one.points.includes(place)).map((one) => one.rule))];

const MOST = 6;
/** Decimals that tell values of this spread apart. */
export const digitsFor = (unit: string, sigma: number | null | undefined): number =>
  sigma ? Math.min(MOST, Math.max(digitsOf(unit), Math.ceil(-Math.log10(sigma)) + 1)) : digitsOf(unit);

export type Told = 'used' | 'taught' | 'aside' | 'missing' | 'unjudged';
/** What a point is to the chart. */
export function told(chart: ControlChart, place: number): Told {
  const point = chart.points[place]!;
  if (point.kind !== 'used') return point.kind;
  if (point.taught) return 'taught';
  return chart.stretches[point.stretch]?.limits ? 'used' : 'unjudged';
}

/** The limits of a point in words. */
export function limitsAt(panel: ControlPanel, place: number, digits: number): string {
  const [low, high] = [panel.lower[place], panel.upper[place]];
  if (high == null) return t('quality.limits.none');
  const upper = measured(high, panel.unit, digits);
  return low == null ? t('quality.limits.upper', { high: upper }) : t('quality.limits', { low: number(low, digits), high: upper });
}

export type Fits = 'fits' | 'unsure' | 'misses';
/** Whether what was delivered fits, by the whole interval; null while nothing is told. */
export function verdict({ ppk }: Pick<CapabilityView, 'ppk'>): Fits | null {
  if (!ppk) return null;
  return ppk.low >= WANTED ? 'fits' : ppk.high < WANTED ? 'misses' : 'unsure';
}

export interface Bars { edges: readonly number[]; counts: readonly number[] }
/** The stretch of bins, as narrow as can be, that holds most of the values. */
export function mostly({ edges, counts }: Bars, share = 0.8): [number, number] {
  const total = counts.reduce((sum, one) => sum + one, 0);
  let best: [number, number] = [0, counts.length];
  for (let from = 0; from < counts.length; from++) {
    let held = 0;
    for (let to = from; to < counts.length; to++) {
      held += counts[to]!;
      if (held >= share * total) { if (to + 1 - from < best[1] - best[0]) best = [from, to + 1]; break; }
    }
  }
  return [edges[best[0]]!, edges[best[1]]!];
}
