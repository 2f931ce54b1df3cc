// A shot held against its golden template: where it leaves the band, by how much, and what to say of it.
import { lastMoment, onto, peak, sharedGrid, type Moment, type Reading, type Track } from './resample';

export interface Signal extends Track { name: string; unit: string; values: readonly Reading[] }
export interface Pattern {
  name: string; unit: string; start_s: number; period_s: number;
  low: readonly Reading[]; median: readonly Reading[]; high: readonly Reading[];
}
export interface Phase { phase: 'fill' | 'pack' | 'cool'; start_s: number; end_s: number }

/** One signal ready to draw: five columns over one time axis. */
export interface Held {
  name: string; unit: string;
  value: Reading[]; low: Reading[]; median: Reading[]; high: Reading[];
  outside: [from: number, to: number][];
}

/** What a moulder looks at first; the rest follows below in this order. */
export const HEROES = ['cavity_pressure_bar', 'injection_pressure_bar'] as const;
const ORDER = [...HEROES, 'screw_volume_cm3', 'flow_cm3_s', 'cavity_wall_temperature_c', 'injection_pressure_set_bar', 'flow_set_cm3_s'];
const SET_OF: Record<string, string> = { injection_pressure_bar: 'injection_pressure_set_bar', flow_cm3_s: 'flow_set_cm3_s' };

/** Signals in reading order; a set value is drawn with what it sets, not on its own. */
export function inOrder(curves: readonly Signal[]): Signal[] {
  const names = new Set(curves.map((curve) => curve.name));
  const drawnElsewhere = new Set(Object.entries(SET_OF).filter(([actual]) => names.has(actual)).map(([, set]) => set));
  const rank = (curve: Signal) => { const place = ORDER.indexOf(curve.name); return place < 0 ? ORDER.length : place; };
  return curves.filter((curve) => !drawnElsewhere.has(curve.name)).sort((a, b) => rank(a) - rank(b));
}

export const setOf = (name: string): string | undefined => SET_OF[name];
export const isHero = (name: string): boolean => (HEROES as readonly string[]).includes(name);

const tracks = (pattern: Pattern): Track[] =>
  [pattern.low, pattern.median, pattern.high].map((values) => ({ start_s: pattern.start_s, period_s: pattern.period_s, values }));

/** The time axis of a whole shot. The template may be longer; the shot decides. */
export const shotGrid = (curves: readonly Signal[], patterns: readonly Pattern[]): number[] =>
  sharedGrid(curves.length > 0 ? curves : patterns.flatMap(tracks));

export function hold(grid: readonly number[], curve: Signal | undefined, pattern: Pattern | undefined): Held {
  const [low, median, high] = pattern ? tracks(pattern).map((track) => onto(grid, track)) : [];
  const none = grid.map(() => null);
  const held = {
    name: (curve ?? pattern)!.name, unit: (curve ?? pattern)!.unit,
    value: curve ? onto(grid, curve) : none, low: low ?? none, median: median ?? none, high: high ?? none,
  };
  return { ...held, outside: outside(held) };
}

/** A band of the 5th to the 95th percentile is left by every tenth shot by chance; 0.15 of its width further out
 * lie 3 % of normal shots. Only that, and 2 % of the template's height, for longer than two readings, is worth an eye. */
const BEYOND_BANDS = 0.15;
const BEYOND_HEIGHT = 0.02;
const SHORTEST = 3;

export function outside(held: Omit<Held, 'outside'>): [number, number][] {
  const height = Math.max(0, ...held.median.map((value) => Math.abs(value ?? 0)));
  const left = held.value.map((value, i) => {
    const [low, high] = [held.low[i] ?? null, held.high[i] ?? null];
    if (value === null || low === null || high === null) return false;
    const room = Math.max(BEYOND_BANDS * (high - low), BEYOND_HEIGHT * height);
    return value < low - room || value > high + room;
  });
  return stretches(left).filter(([from, to]) => to - from + 1 >= SHORTEST);
}

function stretches(flags: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  flags.forEach((flag, i) => {
    const open = found.at(-1);
    if (flag && open && open[1] === i - 1) open[1] = i;
    else if (flag) found.push([i, i]);
  });
  return found;
}

export interface Told { peak: Moment; usual: Moment | null; difference: number | null; share: number | null }

/** What a caption says: the peak, when, and how it compares with the template's. */
export function told(curve: Signal, pattern: Pattern | undefined): Told | null {
  const top = peak(curve);
  if (!top) return null;
  const usual = pattern ? peak({ ...pattern, values: pattern.median }) : null;
  const difference = usual ? top.value - usual.value : null;
  return { peak: top, usual, difference, share: usual && usual.value !== 0 ? (difference! / Math.abs(usual.value)) * 100 : null };
}

/** What is worth looking at first: everything until pressure is gone, with a little room; then it only cools. */
export function pressureWindow(curves: readonly Signal[], phases: readonly Phase[]): [number, number] {
  const end = Math.max(0.1, ...curves.map(lastMoment));
  const packed = phases.find((phase) => phase.phase === 'pack')?.end_s ?? pressureGone(curves) ?? end;
  const until = packed * 1.2;
  return [0, until > end * 0.8 ? end : until];
}

/** A machine that does not tell its times still shows them: hold ends with the pressure, and little happens long after the cavity's. */
function pressureGone(curves: readonly Signal[]): number | null {
  const ends = [gone(curves, HEROES[0], 0.05, 1.5), gone(curves, HEROES[1], 0.1, 1)].filter((end) => end !== null);
  return ends.length > 0 ? Math.min(...ends) : null;
}

function gone(curves: readonly Signal[], name: string, share: number, stretched: number): number | null {
  const curve = curves.find((one) => one.name === name);
  const top = curve ? peak(curve) : null;
  if (!curve || !top || top.value <= 0) return null;
  const last = curve.values.findLastIndex((value) => value !== null && value > share * top.value);
  return (curve.start_s + last * curve.period_s) * stretched;
}

export type MomentName = 'changeover' | 'injection_peak' | 'cavity_peak' | 'wall_peak' | 'pack_end' | 'cool_end';

/** The moments worth a row in the table beside a chart. */
export function moments(curves: readonly Signal[], phases: readonly Phase[]): { name: MomentName; at_s: number }[] {
  const at = (name: string) => { const curve = curves.find((one) => one.name === name); return curve ? peak(curve)?.at_s : undefined; };
  const end = (name: Phase['phase']) => phases.find((phase) => phase.phase === name)?.end_s;
  const all: [MomentName, number | undefined][] = [
    ['changeover', end('fill')], ['injection_peak', at('injection_pressure_bar')], ['cavity_peak', at('cavity_pressure_bar')],
    ['wall_peak', at('cavity_wall_temperature_c')], ['pack_end', end('pack')], ['cool_end', end('cool')],
  ];
  return all.filter((one): one is [MomentName, number] => one[1] !== undefined)
    .map(([name, at_s]) => ({ name, at_s })).sort((a, b) => a.at_s - b.at_s);
}
