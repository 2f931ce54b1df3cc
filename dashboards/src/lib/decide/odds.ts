// What a threshold would do: shares with their intervals, and what they cost. Pure; scores come in.
import type { DecideView } from '../api';

const SURE = 0.95;
/** Fewer confirmed defects than this say little of those to come. */
export const MANY = 20;
const STEPS = 240; // of the axis

export interface Share { hits: number; of: number; low: number; high: number }
export interface Scores { held: number[]; parts: number[]; defects: number[] }
export interface Assumed { thrown_eur: number; escaped_eur: number; defective: number }
/** Euros per 1,000 parts; `escaped` null: no defect was confirmed, so nobody knows. */
export interface Cost { thrown: number; escaped: number | null }
export interface Axis { low: number; high: number }

/** Of goods held back, of inspected parts that nobody called defective, of confirmed defects. */
export function scoresOf({ held, inspections }: DecideView): Scores {
  const defective = inspections.filter(({ told }) => told === 'defect');
  return { held: [...held].sort((a, b) => a - b), parts: inspections.filter(({ told }) => told !== 'defect').map(({ score }) => score), defects: defective.map(({ score }) => score) };
}

/** Share of `hits` with the interval of Clopper and Pearson (Biometrika 26, 1934): it covers at least 95 of 100 times. */
export function share(hits: number, of: number, sure = SURE): Share {
  const out = (1 - sure) / 2;
  return { hits, of, low: hits === 0 ? 0 : betaQuantile(out, hits, of - hits + 1), high: hits === of ? 1 : betaQuantile(1 - out, hits + 1, of - hits) };
}

/** Above the threshold a part is rejected. */
const above = (scores: readonly number[], threshold: number): number => scores.reduce((told, score) => told + Number(score > threshold), 0);
export const falseRejects = ({ held }: Scores, threshold: number): Share => share(above(held, threshold), held.length);
export const escapes = ({ defects }: Scores, threshold: number): Share => share(defects.length - above(defects, threshold), defects.length);

/** A defective part that is rejected costs nothing more: it would be scrap in any case. */
export function cost({ held, defects }: Scores, threshold: number, { thrown_eur, escaped_eur, defective }: Assumed): Cost {
  const thrown = held.length ? 1000 * (1 - defective) * (above(held, threshold) / held.length) * thrown_eur : 0;
  return { thrown, escaped: defects.length ? 1000 * defective * (1 - above(defects, threshold) / defects.length) * escaped_eur : null };
}

const LEAST = 1e-3; // a score has no logarithm at zero

/** One axis for all, in logarithms of ten, with a little room. */
export function axis({ held, parts, defects }: Scores): Axis {
  const all = [...held, ...parts, ...defects].map(log);
  return all.length ? { low: Math.min(...all) - 0.05, high: Math.max(...all) + 0.05 } : { low: 0, high: 1 };
}
export const log = (score: number): number => Math.log10(Math.max(score, LEAST));

export interface Step { at: number; cost: Cost }
export const curve = (scores: Scores, { low, high }: Axis, assumed: Assumed): Step[] =>
  Array.from({ length: STEPS + 1 }, (_, i) => low + ((high - low) * i) / STEPS).map((at) => ({ at, cost: cost(scores, 10 ** at, assumed) }));

/** The middle of the first stretch where nothing is cheaper; null without a confirmed defect. */
export function cheapest(steps: readonly Step[]): Step | null {
  if (!steps.length || steps[0]!.cost.escaped === null) return null;
  const total = ({ cost: { thrown, escaped } }: Step) => thrown + (escaped ?? 0);
  const least = Math.min(...steps.map(total));
  const same = (one: Step) => total(one) - least < 1e-9;
  const first = steps.findIndex(same);
  let last = first;
  while (last + 1 < steps.length && same(steps[last + 1]!)) last += 1;
  return steps[(first + last) >> 1]!;
}

/** The score above which the hub decides so: its p-value (1 + goods as far) / (1 + goods) is at most `promised`. */
export function limitOf(held: readonly number[], promised: number): number | null {
  const allowed = Math.floor(promised * (held.length + 1) + 1e-9) - 1;
  return allowed < 0 ? null : ([...held].sort((a, b) => b - a)[allowed] ?? null);
}

/** How many scores lie in each of so many equal stretches of the axis. */
export function bins(scores: readonly number[], { low, high }: Axis, count: number): number[] {
  const told = Array.from({ length: count }, () => 0);
  for (const score of scores) told[Math.min(count - 1, Math.max(0, Math.floor(((log(score) - low) / (high - low)) * count)))]! += 1;
  return told;
}

/** Whole numbers of the axis worth a tick: 1, 2, 5, 10, ... */
export function ticks({ low, high }: Axis): number[] {
  const found = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power += 1) for (const one of [1, 2, 5]) found.push(one * 10 ** power);
  return found.filter((one) => log(one) >= low && log(one) <= high);
}

/** Where the regularised incomplete beta function reaches p; by halving, it rises everywhere. */
export function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b), by the continued fraction of DLMF 8.17.22, on the side where it converges fast. */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  return front / fraction(x, a, b);
}

/** 1 + d1 / (1 + d2 / (1 + ...)), from the far end. */
function fraction(x: number, a: number, b: number): number {
  let told = 1;
  for (let n = 200; n >= 1; n -= 1) {
    const m = n >> 1;
    const d = n % 2 ? (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)) : (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    told = 1 + d / told;
  }
  return told;
}

/** Stirling's series, from 10 on; below by recurrence. */
function logGamma(x: number): number {
  if (x < 10) return logGamma(x + 1) - Math.log(x);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
}
