import { expect, test } from 'vitest';
import type { Standout } from '../api';
import { cell, health, inspection, shot } from '../test-data';
import { notices, weight } from './attention';
import { UNSEEN, cycleOf, pose, reach } from './motion';
import { lines, plan } from './plan';

const at = (name: string, x_m: number, y_m: number) => cell({ cell: name, at: { x_m, y_m } });
const standout = (key: string, numbers: Record<string, number>): Standout => ({ shot: shot(), finding: { analysis: 'stands_out', key, numbers } });

test('what stands further back in the hall stands higher on the page', () => {
  const floor = plan([at('front', 2, 6), at('back', 2.5, 16), at('right', 14, 6)])!;
  expect(floor.placeOf).toEqual({ front: { column: 1, row: 3 }, back: { column: 1, row: 1 }, right: { column: 3, row: 3 } });
});

test('a wider aisle in the hall is a wider aisle on the page', () => {
  expect(plan([at('a', 0, 0), at('b', 10, 0), at('c', 30, 0)])!.columns).toContain('1.00fr');
});

test('cells without a place, or two in one place, stand in a row instead', () => {
  expect(plan([at('a', 0, 0), cell({ cell: 'b', at: null })])).toBeNull();
  expect(plan([at('a', 0, 0), at('b', 1, 1)])).toBeNull();
  expect(lines([14, 2, 15, 26])).toEqual([2, 14, 26]);
});

test('platens and screw stand where they were measured', () => {
  const now = cell({ values: { phase: 6, mould_position_mm: 210, screw_volume_cm3: 5, cycle_elapsed_s: 10.5 } });
  expect(pose(now, { opening_mm: 420, screw_cm3: 20 }, 21)).toEqual({ opening: 0.5, screw: 0.25, cycle: 0.5, phase: 6 });
});

test('without positions the phase says whether the mould is open', () => {
  expect(pose(cell({ values: { phase: 6 } }), UNSEEN).opening).toBe(1);
  expect(pose(cell({ values: { phase: 3 } }), UNSEEN).opening).toBe(0);
});

test('a press at standstill has no cycle to show', () => {
  expect(pose(cell({ values: { phase: 0, cycle_elapsed_s: 40 } }), UNSEEN, 21).cycle).toBeNull();
});

test('a press without a declared cycle is measured against its newest known one', () => {
  const shots = [shot({ values: { cycle_time_s: 26.8 } }), shot({ values: { cycle_time_s: null } })];
  expect(cycleOf(cell({ standard_cycle_s: null }), shots)).toBe(26.8);
  expect(cycleOf(cell({ standard_cycle_s: null }), [])).toBeNull();
});

test('the reach of a press grows and never shrinks', () => {
  const wide = reach(cell({ values: { mould_position_mm: 400 } }), UNSEEN);
  expect(reach(cell({ values: { mould_position_mm: 10 } }), wide).opening_mm).toBe(400);
});

test('a calm hall has no notices', () => {
  expect(notices([cell()], health, {})).toEqual([]);
});

test('a blocked store comes before alarms, alarms before silence, silence before shots, and three are the most', () => {
  const cells = [cell({ cell: 'a' }), cell({ cell: 'b', freshness: 'offline' }), cell({ cell: 'c', active_alarms: ['protective_door_open'] })];
  const found = notices(cells, { ...health, store: 'blocked' }, { a: [standout('interrupted', {})] });
  expect(found.map(({ kind }) => kind)).toEqual(['blocked', 'alarm', 'offline']);
});

test('the silent cells of one gateway have one cause and are one notice', () => {
  const cells = ['a', 'b'].map((name) => cell({ cell: name, freshness: 'offline', active_alarms: ['protective_door_open'] }));
  expect(notices(cells, health, {})).toMatchObject([{ kind: 'gateway', gateway: 'gateway-1' }]);
});

test('cells that catch up are one notice, after those that are silent', () => {
  const cells = [...['a', 'b'].map((name) => cell({ cell: name, state: 'catching-up', freshness: 'catching-up' })), cell({ cell: 'c', freshness: 'stale' })];
  const found = notices(cells, health, {});
  expect(found.map(({ kind }) => kind)).toEqual(['stale', 'catching-up']);
  expect(found[1]).toMatchObject({ cells: [{ cell: 'a' }, { cell: 'b' }] });
});

test('a cell that somebody has frozen is not silent; that it stands is told last', () => {
  const cells = [cell({ cell: 'a', freshness: 'frozen', state: 'frozen', active_alarms: ['protective_door_open'] }), cell({ cell: 'b', freshness: 'stale' })];
  expect(notices(cells, health, {}).map(({ kind }) => kind)).toEqual(['stale', 'frozen']);
  expect(notices(cells, health, { b: [standout('interrupted', {})] }).map(({ kind }) => kind)).toEqual(['stale', 'standout', 'frozen']);
});

test('of a cell only its most telling shot is shown, and only when it is far out', () => {
  const found = notices([cell()], health, { 'imm-1': [standout('fill_low', { spreads: 6 }), standout('lowest_cavity', { percent: 30 })] });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ kind: 'standout', standout: { finding: { key: 'lowest_cavity' } } });
  expect(notices([cell()], health, { 'imm-1': [standout('lowest_cavity', { percent: 8 })] })).toEqual([]);
  expect(weight({ analysis: 'x', key: 'other', numbers: {} })).toBe(0);
});

test('the newest part of a cell that the eyes reject comes before shots that stand out, unless a person has called it good', () => {
  const good = { told: 'good' as const, defect: null, note: '', role: 'instructor', at_us: 1 };
  const standouts = { 'imm-1': [standout('interrupted', {})] };
  const rejects = [inspection({ id: 'called-good', corrected: good }), inspection({ id: 'of-the-mould', of: 'mould' }), inspection({ id: 'newest' }), inspection({ id: 'older' }), inspection({ id: 'gone', cell: 'gone' })];
  expect(notices([cell()], health, standouts, rejects)).toMatchObject([{ kind: 'rejected', one: { id: 'newest' } }, { kind: 'standout' }]);
  expect(notices([cell({ freshness: 'stale' })], health, {}, rejects).map(({ kind }) => kind)).toEqual(['stale', 'rejected']);
});
