// What grows in a cavity, in words and as columns of a chart.
import type uPlot from 'uplot';
import type { EyesView, ListedInspection, MouldDetail, MouldView } from '../api';
import { day, dayAndTime, number, span, t } from '../i18n.svelte';

export type Cavity = MouldDetail['cavities'][number];
export type Track = Cavity['tracks'][number];
export const LIMIT = { usual: 4, least: 0.1, most: 10_000 } as const; // mm²
/** So many different moments the hub wants before it draws a line (vision/forecast.py). */
export const NEEDS = 5;
const DAY_US = 86_400e6;

/** From the address; what makes no sense is the usual one. */
export function limitOf(query: URLSearchParams): number {
  const told = Number(query.get('limit_mm2') ?? LIMIT.usual);
  return Number.isFinite(told) && told >= LIMIT.least && told <= LIMIT.most ? told : LIMIT.usual;
}

export const area = (mm2: number): string => `${number(mm2, mm2 < 10 ? 1 : 0)}\u00a0mm²`;

/** The cavity that was judged bad last; where none was, the one that was seen last. */
export function chosen(cavities: readonly Cavity[], listed: ReadonlyMap<string, ListedInspection>): Cavity | undefined {
  const newest = (of: Cavity) => of.inspections.flatMap(({ id }) => listed.get(id) ?? [])[0];
  const rank = (of: Cavity) => { const one = newest(of); return one ? [Number(one.verdict === 'reject'), one.measured_us] as const : ([0, 0] as const); };
  return [...cavities].sort((a, b) => { const [x, y] = [rank(a), rank(b)]; return y[0] - x[0] || y[1] - x[1]; })[0];
}

/** Moments as exact as the time between them is long. */
export const moment = (us: number, over_us: number): string => (over_us < 4 * DAY_US ? dayAndTime(us) : day(us));

/** When a place meets its limit, or why nobody can say. */
export function forecast({ forecast: told, points }: Track, limit: number): string {
  const size = area(limit);
  const newest = points.at(-1)?.measured_us ?? 0;
  if (told.state === 'unnamed') return t('moulds.unnamed');
  if (told.state === 'met') return t('moulds.met', { limit: size, time: dayAndTime(told.meets_us ?? newest) });
  if (told.state === 'steady') return t('moulds.steady', { limit: size });
  if (told.state === 'growing' && told.earliest_us !== null) {
    const over = (told.latest_us ?? told.earliest_us) - newest;
    const from = moment(told.earliest_us, over);
    if (told.latest_us === null) return t('moulds.growing.open', { limit: size, from });
    const to = moment(told.latest_us, over);
    return from === to ? t('moulds.growing.at', { limit: size, time: from }) : t('moulds.growing', { limit: size, from, to });
  }
  const missing = NEEDS - new Set(points.map(({ measured_us }) => measured_us)).size;
  if (missing <= 0) return t('moulds.cannot.unclear', { limit: size });
  return missing === 1 ? t('moulds.cannot.one') : t('moulds.cannot', { count: missing });
}

/** "0.3 mm² a day, between 0.2 and 0.4": per hour when it is quick. */
export function pace({ forecast: told }: Track): string | null {
  const { per_day_mm2: mean, per_day_low_mm2: low, per_day_high_mm2: high } = told;
  if (mean === null || low === null || high === null) return null;
  const quick = Math.abs(mean) > 24;
  const [per, key] = quick ? [24, 'moulds.pace.hour' as const] : [1, 'moulds.pace.day' as const];
  return t(key, { mean: number(mean / per, 2), low: number(low / per, 2), high: number(high / per, 2) });
}

export interface Drawn { data: uPlot.AlignedData; from_s: number; to_s: number; most: number }

/** Columns for the chart: moments in s, then the area of each track; room on the right for what is forecast. */
export function drawn(tracks: readonly Track[], limit: number): Drawn {
  const moments = [...new Set(tracks.flatMap(({ points }) => points.map(({ measured_us }) => measured_us)))].sort((a, b) => a - b);
  const columns = tracks.map(({ points }) => {
    const at = new Map(points.map(({ measured_us, area_mm2 }) => [measured_us, area_mm2]));
    return moments.map((us) => at.get(us) ?? null);
  });
  const [first, newest] = [moments[0] ?? 0, moments.at(-1) ?? 0];
  const told = Math.max(newest - first, 3600e6);
  // A limit that is met in a year must not squeeze what was measured into a corner.
  const ahead = Math.max(0, ...tracks.flatMap(({ forecast: { latest_us, meets_us } }) => [(latest_us ?? 0) - newest, (meets_us ?? 0) - newest]));
  const areas = tracks.flatMap(({ points }) => points.map(({ area_mm2 }) => area_mm2));
  return { data: [moments.map((us) => us / 1e6), ...columns], from_s: (first - told * 0.04) / 1e6, to_s: (newest + Math.min(ahead * 1.05 || told * 0.04, 2 * told)) / 1e6, most: Math.max(limit, ...areas) };
}

/** Corners of a forecast in s and mm²: from the newest look to the limit, earliest and latest; `far_s`: right of all that is drawn. */
export function cone({ forecast: { state, earliest_us, latest_us }, points }: Track, limit: number, far_s: number): [number, number][] | null {
  const newest = points.at(-1);
  if (state !== 'growing' || earliest_us === null || !newest) return null;
  const [x, y] = [newest.measured_us / 1e6, newest.area_mm2];
  const late: [number, number][] = latest_us === null ? [[far_s, limit], [far_s, y]] : [[latest_us / 1e6, limit]];
  return [[x, y], [earliest_us / 1e6, limit], ...late];
}

/** When to look next, and why then. */
export function plan({ plan: told }: Cavity, nowUs: number): { due: string; why: string; over: boolean } {
  const usual = told.usual_h === null ? '' : span(told.usual_h * 3600);
  if (told.next_us === null) return { due: t('moulds.plan.unknown'), why: t('moulds.plan.why.unknown'), over: false };
  if (told.why === 'limit' && told.next_us <= told.last_us) return { due: t('moulds.plan.now'), why: t('moulds.plan.why.limit'), over: true };
  const over = told.next_us <= nowUs;
  const due = over ? t('moulds.plan.over', { time: dayAndTime(told.next_us) }) : t('moulds.plan.next', { time: dayAndTime(told.next_us) });
  return { due, why: told.why === 'limit' ? t('moulds.plan.why.limit') : t('moulds.plan.why.usual', { usual }), over };
}

/** Why there is nothing to be seen of a mould. */
export type Empty = 'off' | 'away' | 'learning' | 'failed' | 'no-camera' | 'not-learnt' | 'not-yet';
export function empty(mould: MouldView, eyes: EyesView): Empty | null {
  if (mould.inspections) return null;
  if (eyes.state === 'off') return 'off';
  const step = eyes.learning.find(({ name }) => name === mould.name);
  if (step && ['waiting', 'picturing', 'learning'].includes(step.state)) return 'learning';
  if (!mould.learnt && step?.state === 'failed') return 'failed';
  if (eyes.state === 'away') return 'away';
  if (!eyes.cells.some(({ cell }) => cell === mould.cell)) return 'no-camera';
  return mould.learnt ? 'not-yet' : 'not-learnt';
}
