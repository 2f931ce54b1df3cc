// A gauge's readings and tests as numbers and words for its page: axes, shares, what sorting by it would cost. Pure.
import type { GaugePair, GaugeQuantityView, GaugeReadingView } from '../api';
import { share, type Share } from '../decide/odds';
import { digitsOf, hasWord, quantity, t, type Key } from '../i18n.svelte';

const FINEST = 6;
/** Decimals that show half an interval with two digits. */
export function digitsFor(unit: string, half: number | null | undefined): number {
  return half && half > 0 ? Math.min(FINEST, Math.max(digitsOf(unit), 1 - Math.floor(Math.log10(half)))) : digitsOf(unit);
}

const STORIES: [prefix: string, key: Key][] = [
  ['cavity_wall', 'gauge.number.wall'], ['cavity', 'gauge.number.cavity'], ['fill', 'gauge.number.filling'], ['effective', 'gauge.number.filling'], ['hold', 'gauge.number.packing'],
  ['cool', 'gauge.number.cooling'], ['barrel', 'gauge.number.plasticising'], ['recovery', 'gauge.number.plasticising'], ['metered', 'gauge.number.plasticising'],
];
/** An input in a moulder's words: its own word, or which curve it is read from. */
export const inputName = (name: string): string =>
  hasWord('q', name) ? quantity(name) : t(STORIES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'gauge.number.cycle');

export interface Ends { low: number; high: number }
/** One axis for what was measured and what was told, with a little room. */
export function ends(values: readonly number[]): Ends {
  const known = values.filter(Number.isFinite);
  if (!known.length) return { low: 0, high: 1 };
  const [low, high] = known.reduce(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [Infinity, -Infinity]);
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  return { low: low - room, high: high + room };
}

const FAR = 4; // quartile distances beyond the quartiles
/** The axis of nearly all: what lies far beyond the others (an empty scale, a slipped calliper) is drawn at its edge. */
export function mostly(values: readonly number[]): Ends {
  const all = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [quarter, three] = [all[Math.floor(all.length * 0.25)] ?? 0, all[Math.floor(all.length * 0.75)] ?? 0];
  const room = FAR * (three - quarter);
  return ends(room > 0 ? all.filter((one) => one >= quarter - room && one <= three + room) : all);
}

/** Round numbers within the axis, at most so many. */
export function ticks({ low, high }: Ends, most = 5): number[] {
  const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) => (first + i) * step);
}
export const tickDigits = (some: readonly number[]): number => (some.length > 1 ? Math.max(0, Math.min(FINEST, -Math.floor(Math.log10(some[1]! - some[0]!) + 1e-9))) : 2);

export const held = ({ measured, predicted, half }: GaugePair): boolean => Math.abs(measured - predicted) <= half;
/** Parts of which something was promised. */
export const promised = (pairs: readonly GaugePair[]): GaugePair[] => pairs.filter(({ in_experience }) => in_experience);

export interface Tolerance { low: number | null; high: number | null }
export const within = (value: number, { low, high }: Tolerance, guard = 0): boolean => (low === null || value >= low + guard) && (high === null || value <= high - guard);
export const asked = ({ low, high }: Tolerance): boolean => low !== null || high !== null;

export interface Prices { thrown_eur: number; escaped_eur: number }
/** Sorting by the number that is told, `guard` inside the tolerance. Euros per 1,000 parts; `unsorted`: if everything is delivered. */
export interface Sorted { rejects: Share; escapes: Share; thrown: number; escaped: number; unsorted: number }
export function sorted(pairs: readonly GaugePair[], tolerance: Tolerance, guard: number, { thrown_eur, escaped_eur }: Prices): Sorted {
  const good = pairs.filter(({ measured }) => within(measured, tolerance));
  const bad = pairs.filter(({ measured }) => !within(measured, tolerance));
  const passes = ({ predicted }: GaugePair) => within(predicted, tolerance, guard);
  const rejected = good.filter((one) => !passes(one)).length, escaped = bad.filter(passes).length;
  const each = pairs.length ? 1000 / pairs.length : 0;
  return { rejects: share(rejected, good.length), escapes: share(escaped, bad.length), thrown: each * rejected * thrown_eur, escaped: each * escaped * escaped_eur, unsorted: each * bad.length * escaped_eur };
}

const STEPS = 80;
/** How far the line can be moved: two halves of an interval to both sides. */
export const reach = (pairs: readonly GaugePair[]): number => 2 * Math.max(...pairs.map(({ half }) => half), 1e-9);
export interface Step { guard: number; cost: number }
export const curve = (pairs: readonly GaugePair[], tolerance: Tolerance, prices: Prices): Step[] => {
  const far = reach(pairs);
  return Array.from({ length: STEPS + 1 }, (_, i) => -far + (2 * far * i) / STEPS).map((guard) => {
    const { thrown, escaped } = sorted(pairs, tolerance, guard, prices);
    return { guard, cost: thrown + escaped };
  });
};
/** The middle of the first stretch where nothing is cheaper. */
export function cheapest(steps: readonly Step[]): Step | null {
  if (!steps.length) return null;
  const least = Math.min(...steps.map(({ cost }) => cost));
  const first = steps.findIndex(({ cost }) => cost - least < 1e-9);
  let last = first;
  while (last + 1 < steps.length && steps[last + 1]!.cost - least < 1e-9) last += 1;
  return steps[(first + last) >> 1]!;
}

/** A made-up tolerance for a first look: nine of ten measured parts lie within it. */
export function example(pairs: readonly GaugePair[], digits: number): Tolerance {
  const values = pairs.map(({ measured }) => measured).sort((a, b) => a - b);
  const at = (part: number) => Number(values[Math.round(part * (values.length - 1))]!.toFixed(digits));
  return values.length ? { low: at(0.05), high: at(0.95) } : { low: null, high: null };
}

export type Sign = 'sure' | 'outside' | 'doubtful' | 'silent';
export const sign = (one: GaugeReadingView): Sign => (one.prediction === null ? 'silent' : !one.in_experience ? 'outside' : one.trusted ? 'sure' : 'doubtful');

/** Which of its quantities the address asks for; the first that can be told else, or the first. */
export const chosen = (quantities: readonly GaugeQuantityView[], wanted: string | null): GaugeQuantityView | undefined =>
  quantities.find(({ name }) => name === wanted) ?? quantities.find(({ state }) => state === 'ready') ?? quantities[0];
