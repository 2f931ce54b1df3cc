// The stretch of time that a page looks at: how long, until when, and whether it moves with the cell's clock.

export const MINUTE_US = 60e6;
const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;

export const LENGTHS = [
  { name: '1min', us: MINUTE_US }, { name: '10min', us: 10 * MINUTE_US }, { name: '1h', us: HOUR_US },
  { name: '8h', us: 8 * HOUR_US }, { name: '24h', us: DAY_US }, { name: '7d', us: 7 * DAY_US },
  { name: '30d', us: 30 * DAY_US }, { name: '1y', us: 365 * DAY_US },
] as const;
export type LengthName = (typeof LENGTHS)[number]['name'];

/** `end_us` null: the period ends now, by the cell's own clock, and moves with it. */
export interface Period { length_us: number; end_us: number | null }
export interface Span { from_us: number; to_us: number }

const SHORTEST_US = 2e6;

export const span = (period: Period, clock_us: number): Span => {
  const to_us = period.end_us ?? clock_us;
  return { from_us: Math.max(0, to_us - period.length_us), to_us };
};

/** One whole period back or forward; forward past the clock means: now. */
export function stepped(period: Period, direction: -1 | 1, clock_us: number): Period {
  return endingAt(period.length_us, span(period, clock_us).to_us + direction * period.length_us, clock_us);
}

/** A stretch drawn with the pointer. A chance touch of a few pixels is no wish. */
export function zoomed(from_us: number, to_us: number, clock_us: number): Period | null {
  const [from, to] = [Math.min(from_us, to_us), Math.max(from_us, to_us)];
  return to - from < SHORTEST_US ? null : endingAt(Math.round(to - from), Math.round(to), clock_us);
}

/** Twice as long around the same middle. */
export function wider(period: Period, clock_us: number): Period {
  const { to_us } = span(period, clock_us);
  const longest = LENGTHS.at(-1)!.us;
  const length_us = Math.min(longest, period.length_us * 2);
  return endingAt(length_us, to_us + (length_us - period.length_us) / 2, clock_us);
}

const endingAt = (length_us: number, end_us: number, clock_us: number): Period =>
  ({ length_us, end_us: end_us >= clock_us ? null : end_us });

export const lengthName = (period: Period): LengthName | null =>
  LENGTHS.find((one) => one.us === period.length_us)?.name ?? null;

/** How often a moving period is worth asking for again: about a pixel's worth, by the wall clock. */
export function refreshMs(period: Period, pace: number): number {
  const pixel_us = period.length_us / 1000 / Math.max(pace, 0.001);
  return Math.min(60_000, Math.max(5_000, pixel_us / 1000));
}

/** Words of the clock, as fine as the period needs. */
export function clockFormat(length_us: number): Intl.DateTimeFormatOptions {
  if (length_us <= 20 * MINUTE_US) return { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  if (length_us <= 1.5 * DAY_US) return { hour: '2-digit', minute: '2-digit' };
  if (length_us <= 10 * DAY_US) return { weekday: 'short', hour: '2-digit', minute: '2-digit' };
  return { day: 'numeric', month: 'short' };
}
