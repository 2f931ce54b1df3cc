import { expect, test } from 'vitest';
import { NOTHING, backOffMs, step, truerOffset, type Delta, type Snapshot } from './live-state';
import { cell, health } from './test-data';

const snapshot: Snapshot = { type: 'snapshot', seq: 7, now_us: 1e15, health, cells: [cell({ cell: 'a', age_s: 2 }), cell({ cell: 'b' })] };
const delta = (over: Partial<Delta> = {}): Delta => ({ type: 'delta', seq: 8, now_us: 1e15, health: null, cells: [], ...over });

test('a snapshot replaces everything that was known', () => {
  const state = step(NOTHING, snapshot, 10_000)!;
  expect(state.cells.map((one) => one.cell)).toEqual(['a', 'b']);
  expect(state.spokeMs.a).toBe(8000);
});

test('a delta changes only the cells it names and leaves the others as the same objects', () => {
  const before = step(NOTHING, snapshot, 10_000)!;
  const after = step(before, delta({ cells: [cell({ cell: 'b', state: 'alarm' })] }), 11_000)!;
  expect(after.cells[0]).toBe(before.cells[0]);
  expect(after.cells[1]!.state).toBe('alarm');
  expect(after.health).toBe(before.health);
});

test('a heartbeat without cells keeps the very same list', () => {
  const before = step(NOTHING, snapshot, 10_000)!;
  expect(step(before, delta(), 12_000)!.cells).toBe(before.cells);
});

test('a cell that was not known joins at the end', () => {
  const before = step(NOTHING, snapshot, 10_000)!;
  expect(step(before, delta({ cells: [cell({ cell: 'c' })] }), 11_000)!.cells.map((one) => one.cell)).toEqual(['a', 'b', 'c']);
});

test("a visitor's cell that is no more leaves, and nobody else", () => {
  const before = step(NOTHING, snapshot, 10_000)!;
  const after = step(before, delta({ gone: ['b', 'sandbox-9'] }), 11_000)!;
  expect(after.cells.map((one) => one.cell)).toEqual(['a']);
  expect(step(after, delta({ seq: 9, gone: ['b'] }), 12_000)!.cells).toBe(after.cells);
});

test('where the tour stands is kept until it changes', () => {
  const tour = { revision: 3, reset: 1, group: null };
  const before = step(NOTHING, { ...snapshot, tour }, 0)!;
  expect(step(before, delta(), 1)!.tour).toBe(before.tour);
  expect(step(before, delta({ tour: { ...tour, reset: 2 } }), 1)!.tour!.reset).toBe(2);
});

test('a missing message asks for a new start', () => {
  expect(step(step(NOTHING, snapshot, 0)!, delta({ seq: 9 }), 1)).toBeNull();
});

test('waiting grows, is jittered and ends at fifteen seconds', () => {
  expect(backOffMs(0, 0)).toBe(250);
  expect(backOffMs(0, 1)).toBe(500);
  expect(backOffMs(30, 1)).toBe(15_000);
});

test('a late message does not set the clock back', () => {
  expect(truerOffset(1000, -400_000)).toBe(900);
  expect(truerOffset(1000, 2000)).toBe(2000);
  expect(truerOffset(1000, 9_000_000)).toBe(9_000_000);
});
