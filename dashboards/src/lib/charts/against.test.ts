import { expect, test } from 'vitest';
import { hold, inOrder, moments, pressureWindow, shotGrid, told, type Pattern, type Phase, type Signal } from './against';
import { lastMoment, peak, readingAt, sharedGrid } from './resample';

const signal = (name: string, values: (number | null)[], period_s = 0.5): Signal => ({ name, unit: 'bar', start_s: 0, period_s, values });
const pattern = (median: number[], half = 1): Pattern => ({
  name: 'cavity_pressure_bar', unit: 'bar', start_s: 0, period_s: 0.5,
  low: median.map((v) => v - half), median, high: median.map((v) => v + half),
});
const phases: Phase[] = [
  { phase: 'fill', start_s: 0, end_s: 1 }, { phase: 'pack', start_s: 1, end_s: 5 }, { phase: 'cool', start_s: 5, end_s: 25 },
];

test('between two readings lies the straight line, beside a gap lies nothing', () => {
  const track = signal('a', [0, 10, null, 30]);
  expect(readingAt(track, 0.25)).toBe(5);
  expect(readingAt(track, 0.5)).toBe(10);
  expect(readingAt(track, 0.75)).toBeNull();
  expect(readingAt(track, -1)).toBeNull();
  expect(readingAt(track, 9)).toBeNull();
});

test('the padding at the end of a recording is no reading', () => {
  expect(lastMoment(signal('a', [1, 2, null, null]))).toBe(0.5);
  expect(sharedGrid([signal('a', [1, 2, null, null])])).toEqual([0, 0.5]);
});

test('tracks of different steps share the finest', () => {
  expect(sharedGrid([signal('a', [1, 2, 3], 0.5), signal('b', [1, 2], 1)])).toEqual([0, 0.5, 1]);
  expect(sharedGrid([])).toEqual([]);
});

test('a very long recording is thinned instead of freezing the page', () => {
  expect(sharedGrid([signal('a', Array<number>(50_000).fill(1), 0.001)], 1000).length).toBeLessThanOrEqual(1001);
});

test('the peak knows when it was', () => {
  expect(peak(signal('a', [1, 7, 3]))).toEqual({ at_s: 0.5, value: 7 });
  expect(peak(signal('a', [null]))).toBeNull();
});

test('a shot inside its band has nothing outside', () => {
  const held = hold([0, 0.5, 1], signal('cavity_pressure_bar', [10, 20, 30]), pattern([10, 20, 30]));
  expect(held.outside).toEqual([]);
});

test('a shot far below its band for a while is marked there and nowhere else', () => {
  const usual = [0, 100, 100, 100, 100, 0];
  const held = hold([0, 0.5, 1, 1.5, 2, 2.5], signal('cavity_pressure_bar', [0, 50, 50, 50, 99, 0]), pattern(usual));
  expect(held.outside).toEqual([[1, 3]]);
});

test('without a template a shot is drawn alone', () => {
  const held = hold([0, 0.5], signal('flow_cm3_s', [1, 2]), undefined);
  expect(held.value).toEqual([1, 2]);
  expect(held.median).toEqual([null, null]);
  expect(held.outside).toEqual([]);
});

test('cavity pressure comes first and a set value is drawn with what it sets', () => {
  const names = inOrder(['flow_set_cm3_s', 'flow_cm3_s', 'injection_pressure_set_bar', 'injection_pressure_bar', 'odd', 'cavity_pressure_bar'].map((name) => signal(name, [1])));
  expect(names.map((one) => one.name)).toEqual(['cavity_pressure_bar', 'injection_pressure_bar', 'flow_cm3_s', 'odd']);
});

test('a set value without its actual value stands alone', () => {
  expect(inOrder([signal('flow_set_cm3_s', [1])]).map((one) => one.name)).toEqual(['flow_set_cm3_s']);
});

test('the caption compares the peak with the usual one', () => {
  const said = told(signal('cavity_pressure_bar', [0, 80, 10]), pattern([0, 100, 10]))!;
  expect(said.peak).toEqual({ at_s: 0.5, value: 80 });
  expect(said.difference).toBe(-20);
  expect(said.share).toBe(-20);
  expect(told(signal('a', [null]), undefined)).toBeNull();
});

test('the first look ends soon after packing; a short cycle is shown whole', () => {
  const curves = [signal('cavity_pressure_bar', Array<number>(51).fill(1))];
  expect(pressureWindow(curves, phases)).toEqual([0, 6]);
  expect(pressureWindow([signal('a', [1, 1, 1])], [])).toEqual([0, 1]);
});

test('without phases the first look ends when the pressure is gone', () => {
  const bar = Array<number>(60).fill(0).fill(500, 0, 11);
  expect(pressureWindow([signal('injection_pressure_bar', bar)], [])).toEqual([0, 6]);
  const cavity = Array<number>(60).fill(0).fill(300, 0, 5);
  expect(pressureWindow([signal('injection_pressure_bar', bar), signal('cavity_pressure_bar', cavity)], [])[1]).toBeCloseTo(3.6);
});

test('the table has a row per moment, in the order of the cycle', () => {
  const rows = moments([signal('cavity_pressure_bar', [0, 0, 0, 9])], phases);
  expect(rows.map((row) => row.name)).toEqual(['changeover', 'cavity_peak', 'pack_end', 'cool_end']);
});

test('the axis comes from the shot, or from the template while there is no shot', () => {
  expect(shotGrid([], [pattern([1, 2, 3])])).toEqual([0, 0.5, 1]);
  expect(shotGrid([signal('a', [1, 2])], [pattern([1, 2, 3])])).toEqual([0, 0.5]);
});
