// An estimate is not told to the euro: two figures that can be believed, written as the hub writes them.
import type { RoadMapEnds } from '../api';
import { number, t } from '../i18n.svelte';
import { timeBack } from '../payback';

/** As `rounded` of the hub; halves go away from zero. `rounding.json` holds both to it. */
export function rounded(value: number): number {
  const size = Math.abs(value);
  const step = size < 100 ? 1 : size < 1000 ? 10 : size < 10_000 ? 100 : 500;
  const whole = Math.floor(size / step + 0.5) * step;
  return value < 0 && whole > 0 ? -whole : whole;
}

export const euros = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : `${number(rounded(value), 0)}\u00a0€`);

/** Likely, with its ends where they differ. */
export const between = (ends: RoadMapEnds): string => (ends.low === ends.high ? euros(ends.likely) : `${euros(ends.likely)} (${euros(ends.low)} – ${euros(ends.high)})`);

/** Cases in ten, never one more than there are: 69 % are not 7 of 10. As `in_ten` of the hub. */
export const inTen = (percent: number): number => Math.floor(percent / 10 + 1e-9);

/** When the money is back, in the likely case. */
export const back = (months: number | null): string => (months === null ? t('roadmap.never') : timeBack(months));

export interface Scale { low: number; high: number }
/** From zero, or below it, to the highest end. */
export const scaleOf = (bars: RoadMapEnds[]): Scale => ({ low: Math.min(0, ...bars.map((one) => one.low)), high: Math.max(1, ...bars.map((one) => one.high)) });
