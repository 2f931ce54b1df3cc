// Figures of effectiveness as a page draws them: bars of a waterfall, the losses of a bar, periods in words.
import type { FigureView, OeeView, PeriodView, ShareView, LossView } from '../api';
import { type Key, clock, day, dayAndTime, hasWord, number, t, word } from '../i18n.svelte';

export const UNITS = ['shift', 'day', 'week', 'month'] as const;
export type Unit = (typeof UNITS)[number];
export const unitOf = (told: string | null): Unit => UNITS.find((one) => one === told) ?? 'day';

const HOUR_US = 3600e6;
const WORTH = 0.01; // of the time: a smaller loss is not marked
const ROUNDING_US = 0.5e6; // below it a loss is nothing
const DIGITS = 1;

/** "3.2 h", and minutes where an hour would be a small number. */
export function spent(us: number): string {
  const [value, unit, digits] = Math.abs(us) < HOUR_US ? [us / 60e6, 'min', Math.abs(us) < 600e6 ? 1 : 0] : [us / HOUR_US, 'h', DIGITS];
  return `${number(value, digits)}\u00a0${unit}`;
}
/** What was lost, or with a plus what was gained. */
export const signed = (value: number, said: (value: number) => string): string => (value < 0 ? `+${said(-value)}` : said(value));
export const percent = (share: number | null, digits = DIGITS): string => (share === null ? '–' : `${number(share * 100, digits)}\u00a0%`);
export const parts = (count: number): string => number(Math.round(count), 0);

/** Why there is no figure, in words; null where there is one. */
export const why = ({ value, why: key }: FigureView): string | null => (value === null ? word('oee.why', key ?? 'states_missing') : null);

export interface Bar { key: string; from: number; width: number; us: number; parts: number; gain: boolean; worst: boolean }

type Told = Pick<OeeView, 'steps' | 'calendar_us' | 'pbt_us' | 'apt_us' | 'good_us' | 'gq' | 'pq' | 'effectiveness'>;
const OF_RUNNING = new Set(['speed', 'blocked_cavities', 'scrap']);
/** Without a standard cycle nobody knows which of the running time was lost. */
const judged = (one: Told): boolean => one.effectiveness.value !== null || one.apt_us <= 0;
const lost = (one: Told): LossView[] =>
  one.steps.slice(1).filter(({ key, loss_us }) => Math.abs(loss_us) >= ROUNDING_US && (judged(one) || !OF_RUNNING.has(key)));
const left = (one: Told): { key: string; us: number; parts: number } =>
  judged(one) ? { key: 'good', us: Math.max(0, one.good_us), parts: one.gq } : { key: 'running', us: one.apt_us, parts: one.pq };

/** One bar per loss in shares of the calendar time; what nobody lost is left out. The first one is all of the time, the last one what is left. */
export function bars(one: Told): Bar[] {
  const whole = one.calendar_us || 1;
  const losses = lost(one);
  const worst = Math.max(WORTH * whole, ...losses.filter(counts).map(({ loss_us }) => loss_us));
  const bar = (step: LossView): Bar => ({
    key: step.loss_us < 0 ? `${step.key}_gain` : step.key, from: Math.max(0, Math.min(step.left_us, step.left_us + step.loss_us)) / whole, width: Math.abs(step.loss_us) / whole,
    us: step.loss_us, parts: step.parts, gain: step.loss_us < 0, worst: counts(step) && step.loss_us === worst,
  });
  const all: Bar = { key: 'calendar', from: 0, width: one.calendar_us ? 1 : 0, us: one.calendar_us, parts: 0, gain: false, worst: false };
  const rest = left(one);
  return [all, ...losses.map(bar), { ...rest, from: 0, width: rest.us / whole, gain: false, worst: false }];
}
/** Time that was never planned is no loss that anybody could win back. */
const counts = ({ key }: { key: string }): boolean => key !== 'not_planned' && key !== 'planned_downtime';

/** The parts of one bar per cell, left to right: good time first, then what it lost, as shares of the planned time. */
export function pieces(one: Told): { key: string; width: number; us: number }[] {
  if (one.pbt_us <= 0) return [];
  const found = [left(one), ...lost(one).filter(counts).map(({ key, loss_us }) => ({ key, us: Math.max(0, loss_us) }))];
  const whole = Math.max(one.pbt_us, found.reduce((sum, { us }) => sum + us, 0));
  return found.filter(({ us }) => us >= ROUNDING_US).map(({ key, us }) => ({ key, us, width: us / whole }));
}

/** A reason by its own word, by that of its alarm or of its defect; one that nobody has a word for as it is. */
export function reason(name: string): string {
  return word(hasWord('oee.reason', name) ? 'oee.reason' : hasWord('defect', name) ? 'defect' : 'oee.reason', name);
}

/** The largest share, to which the bars of a Pareto diagram are drawn. */
export const longest = (shares: ShareView[]): number => Math.max(...shares.map(({ share }) => share), 1e-9);

/** "Tue 10 Mar, early shift, 06:00 to 14:00". */
export function called(period: PeriodView): string {
  if (period.unit === 'month' || period.unit === 'week') return t('oee.period.days', { name: period.name, from: day(period.start_us), to: day(period.end_us - 1) });
  const from = clock(period.start_us), to = clock(period.end_us);
  if (period.unit === 'day') return t('oee.period.day', { day: day(period.start_us) });
  return t('oee.period.shift', { day: day(period.start_us), name: shift(period.name), from, to });
}
export const goesOn = (period: PeriodView): boolean => period.until_us < period.end_us;
/** What a part of a period is called beside its bar. */
export function partName(period: PeriodView): string {
  if (period.unit === 'shift') return `${shift(period.name)} ${clock(period.start_us)}`;
  return period.unit === 'hour' ? clock(period.start_us) : day(period.start_us);
}
export const shift = (name: string): string => word('shift', name);
export const upTo = (us: number): string => t('oee.so-far', { time: dayAndTime(us) });
export const ratio = (name: 'availability' | 'effectiveness' | 'quality'): Key => `oee.${name}`;
