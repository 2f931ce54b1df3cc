// Curves brought onto one time axis, so that a shot can be held against its template sample by sample.

export type Reading = number | null;

/** Readings at even steps: `values[i]` was read at `start_s + i * period_s`. */
export interface Track { start_s: number; period_s: number; values: readonly Reading[] }

/** The reading at a moment, on the straight line between its neighbours; null outside or beside a gap. */
export function readingAt(track: Track, at_s: number): Reading {
  const place = (at_s - track.start_s) / track.period_s;
  const nearest = Math.round(place);
  if (Math.abs(place - nearest) < 1e-6) return track.values[nearest] ?? null;
  const before = track.values[Math.floor(place)] ?? null;
  const after = track.values[Math.ceil(place)] ?? null;
  return before === null || after === null ? null : before + (after - before) * (place - Math.floor(place));
}

export const onto = (grid: readonly number[], track: Track): Reading[] => grid.map((at) => readingAt(track, at));

/** When the last reading was taken; recordings are padded with gaps at their end. */
export function lastMoment(track: Track): number {
  const last = track.values.findLastIndex((value) => value !== null);
  return last < 0 ? track.start_s : track.start_s + last * track.period_s;
}

/** One even time axis from the first to the last reading of all tracks, at the finest of their steps. */
export function sharedGrid(tracks: readonly Track[], longest = 20_000): number[] {
  if (tracks.length === 0) return [];
  const start = Math.min(...tracks.map((track) => track.start_s));
  const end = Math.max(...tracks.map(lastMoment));
  const finest = Math.min(...tracks.map((track) => track.period_s));
  const step = Math.max(finest, (end - start) / longest);
  return Array.from({ length: Math.floor((end - start) / step + 1e-6) + 1 }, (_, i) => round(start + i * step));
}

const round = (seconds: number) => Math.round(seconds * 1e6) / 1e6;

export interface Moment { at_s: number; value: number }

/** The highest reading and when it was taken. */
export function peak(track: Track): Moment | null {
  let best: Moment | null = null;
  track.values.forEach((value, i) => {
    if (value !== null && (best === null || value > best.value)) best = { at_s: round(track.start_s + i * track.period_s), value };
  });
  return best;
}
