// Maintenance in words and places: what is nearest, how far, and where a sign's points lie in its picture.
import type { CaredView, SignView, WearView } from '../api';
import { number, span, t, word } from '../i18n.svelte';

const DAY_S = 86_400;

/** Shots no finer than they are known: two digits. */
export function rough(shots: number): string {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(shots)))) - 1);
  return number(Math.round(shots / size) * size, 0);
}

/** "12,000 shots", "300 shots over", "not known". */
export function next(part: CaredView): string {
  if (part.left === null) return t('wear.no_left');
  const exact = part.by === 'plan' ? number(Math.abs(part.left), 0) : rough(Math.abs(part.left));
  return t(part.left < 0 ? 'wear.over' : 'wear.left', { shots: exact });
}

/** By what it is told: plan, pictures or a sign. */
export function by(part: CaredView): string {
  if (part.by === null) return '';
  if (part.by === 'plan' || part.by === 'pictures') return t(`wear.by.${part.by}`);
  return t('wear.by.sign', { sign: word('wear.sign', part.by) });
}

/** "about 12 d at the pace of the last week", or nothing. */
export function days(part: CaredView, wear: WearView): string {
  if (part.left === null || part.left <= 0 || !wear.per_day) return '';
  return t('wear.days', { days: span((part.left / wear.per_day) * DAY_S) });
}

/** The part that is nearest to work, of those that are not simply counted. */
export const nearest = (wear: WearView): CaredView | null => wear.parts.find((one) => one.state === 'due' || one.left !== null) ?? null;

/** What is said of a cell of which no part has a date. */
export function quiet(wear: WearView): string {
  if (!wear.shots) return t('wear.none');
  const seen = wear.parts.some((one) => one.state === 'steady'), dark = wear.parts.filter((one) => one.state === 'unknown');
  const names = dark.map((one) => word('wear.part', one.part)).join(', ');
  return [seen ? t('wear.nothing') : '', dark.length ? t('wear.dark', { parts: names }) : ''].filter(Boolean).join(' ');
}

export interface Scale { x: [number, number]; y: [number, number] }

/** What a picture must hold: all points, the line and the limit. */
export function scale(sign: SignView): Scale {
  const { limit } = sign.trend;
  const values = [...sign.values, sign.trend.now ?? sign.values[0] ?? 0];
  const low = Math.min(...values), high = Math.max(...values);
  const near = limit !== null ? [limit] : [];
  const y: [number, number] = [Math.min(low, ...near), Math.max(high, ...near)];
  const room = (y[1] - y[0] || Math.abs(y[1]) || 1) * 0.08;
  return { x: [Math.min(...sign.shots), Math.max(...sign.shots)], y: [y[0] - room, y[1] + room] };
}

/** A place in a picture of 100 by 100, y downwards. */
export const place = (shots: number, value: number, { x, y }: Scale): [number, number] =>
  [((shots - x[0]) / (x[1] - x[0] || 1)) * 100, 100 - ((value - y[0]) / (y[1] - y[0] || 1)) * 100];

/** The trend's line over the points' width; null where there is none. */
export function line(sign: SignView): { from: [number, number]; to: [number, number] } | null {
  const { now, per_1000 } = sign.trend;
  if (now === null || per_1000 === null || sign.shots.length < 2) return null;
  const last = sign.shots.at(-1)!, first = sign.shots[0]!;
  return { from: [first, now - (per_1000 * (last - first)) / 1000], to: [last, now] };
}
