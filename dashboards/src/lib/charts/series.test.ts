import { expect, test } from 'vitest';
import { marks, share, type Happening } from './marks';
import { LENGTHS, clockFormat, lengthName, refreshMs, span, stepped, wider, zoomed } from './period';
import { appended, columns, extremes, nearest, type Series } from './series';

const series = (t_us: number[], mean: (number | null)[]): Series => ({ name: 'power_kw', unit: 'kW', t_us, low: mean, high: mean, mean });
const event = (measured_us: number, what: string, active: boolean | null = null, name = 'oil_hot'): Happening =>
  ({ measured_us, what, name, text: '', active, severity: null });
const HOUR = 3600e6;

test('no line crosses a silence', () => {
  const [t, , , mean] = columns(series([0, 1e6, 2e6, 9e6, 10e6], [1, 2, 3, 4, 5]));
  expect(t).toEqual([0, 1, 2, 5.5, 9, 10]);
  expect(mean).toEqual([1, 2, 3, null, 4, 5]);
});

test('a reading that was not measured stays empty', () => {
  expect(columns(series([0, 1e6], [null, 2]))[3]).toEqual([null, 2]);
  expect(columns(series([], []))).toEqual([[], [], [], []]);
});

test('a newer reading is appended once and what is too old leaves', () => {
  const grown = appended(series([1e6, 2e6, 3e6], [1, 2, 3]), 4e6, 4, 2e6);
  expect(grown.t_us).toEqual([2e6, 3e6, 4e6]);
  expect(grown.high).toEqual([2, 3, 4]);
  expect(appended(grown, 4e6, 9, 2e6)).toBe(grown);
  expect(appended(series([], []), 5, null, 0).mean).toEqual([null]);
});

test('a series that lives for days never outgrows its bound', () => {
  let long = series([], []);
  for (let i = 1; i <= 2100; i++) long = appended(long, i, i, 0);
  expect(long.t_us.length).toBe(2000);
  expect(long.t_us[0]).toBe(101);
});

test('the caption tells lowest, highest and mean, or nothing when nothing was measured', () => {
  expect(extremes({ ...series([0, 1, 2], [2, null, 4]), low: [1, null, 4], high: [2, null, 8] })).toEqual({ low: 1, high: 8, mean: 3 });
  expect(extremes(series([0], [null]))).toBeNull();
});

test('the cursor finds the nearest reading', () => {
  expect(nearest([0, 1, 2], 1.4)).toBe(1);
  expect(nearest([0, 1, 2], 1.6)).toBe(2);
  expect(nearest([0, 1, 2], 99)).toBe(2);
  expect(nearest([0, 1, 2], -5)).toBe(0);
});

test('a period without an end moves with the clock', () => {
  expect(span({ length_us: HOUR, end_us: null }, 10 * HOUR)).toEqual({ from_us: 9 * HOUR, to_us: 10 * HOUR });
  expect(span({ length_us: HOUR, end_us: 5 * HOUR }, 10 * HOUR)).toEqual({ from_us: 4 * HOUR, to_us: 5 * HOUR });
});

test('back and forward return to now', () => {
  const now = { length_us: HOUR, end_us: null };
  const back = stepped(now, -1, 10 * HOUR);
  expect(back).toEqual({ length_us: HOUR, end_us: 9 * HOUR });
  expect(stepped(back, 1, 10 * HOUR)).toEqual(now);
});

test('a drag in either direction is a period; a chance touch is none', () => {
  expect(zoomed(4 * HOUR, 2 * HOUR, 10 * HOUR)).toEqual({ length_us: 2 * HOUR, end_us: 4 * HOUR });
  expect(zoomed(1e6, 2e6, HOUR)).toBeNull();
});

test('wider keeps the middle and never reaches into the future', () => {
  expect(wider({ length_us: HOUR, end_us: 5 * HOUR }, 10 * HOUR)).toEqual({ length_us: 2 * HOUR, end_us: 5.5 * HOUR });
  expect(wider({ length_us: HOUR, end_us: null }, 10 * HOUR)).toEqual({ length_us: 2 * HOUR, end_us: null });
});

test('every length from a minute to a year has a name and its own words for the clock', () => {
  expect(LENGTHS.map((one) => lengthName({ length_us: one.us, end_us: null }))).toEqual(['1min', '10min', '1h', '8h', '24h', '7d', '30d', '1y']);
  expect(lengthName({ length_us: 1, end_us: null })).toBeNull();
  expect(clockFormat(LENGTHS[0].us)).toHaveProperty('second');
  expect(clockFormat(LENGTHS[7].us)).not.toHaveProperty('hour');
});

test('a fast cell is asked more often, a long period less often', () => {
  expect(refreshMs({ length_us: 8 * HOUR, end_us: null }, 1)).toBe(28_800);
  expect(refreshMs({ length_us: 8 * HOUR, end_us: null }, 20)).toBe(5000);
  expect(refreshMs({ length_us: LENGTHS[7].us, end_us: null }, 1)).toBe(60_000);
});

test('an alarm lasts from coming to going', () => {
  const [one] = marks([event(9, 'alarm', false), event(5, 'alarm', true)], 0, 20);
  expect([one!.from_us, one!.to_us]).toEqual([5, 9]);
});

test('an alarm that still stands reaches the end, one that came before starts at the beginning', () => {
  expect(marks([event(5, 'alarm', true), event(6, 'alarm', true)], 0, 20).map((one) => [one.from_us, one.to_us])).toEqual([[5, 20]]);
  expect(marks([event(5, 'alarm', false)], 2, 20).map((one) => [one.from_us, one.to_us])).toEqual([[2, 5]]);
});

test('anything else is a moment, unknown kinds are notes', () => {
  expect(marks([event(5, 'parameter_change'), event(6, 'new_kind')], 0, 20).map((one) => one.kind)).toEqual(['parameter_change', 'note']);
  expect(marks([event(50, 'note')], 0, 20)).toEqual([]);
});

test('a moment has its place between left and right', () => {
  expect(share(5, 0, 10)).toBe(0.5);
  expect(share(50, 0, 10)).toBe(1);
});
