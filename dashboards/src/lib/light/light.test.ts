import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InspectionDetail, ListedInspection } from '../api';
import { live } from '../live.svelte';
import { cell, health, inspected, inspection } from '../test-data';
import Experiment from './Experiment.svelte';
import { choices, kept, LAMPS, layers, lesson, type Lamp } from './lamps';
import measured from './measured.json';

const five = LAMPS.map((light, i) => ({ light, sha256: `a${i}` }));
const whole = (over: Partial<ListedInspection> = {}) => inspection({ of: 'mould', pictures: five, ...over });

test('series under all five lights are offered, scratches and sinks first, then the newest', () => {
  const list = [whole({ id: 'new', measured_us: 9 }), whole({ id: 'old', measured_us: 1 }), inspection({ id: 'two-lights' }), whole({ id: 'scratch', worst: 'lines', measured_us: 2 }), whole({ id: 'sink', worst: 'relief', measured_us: 8 }), whole({ id: 'good', worst: 'lines', verdict: 'pass', measured_us: 5 })];
  expect(choices(list).map(({ id }) => id)).toEqual(['scratch', 'sink', 'new', 'good', 'old']);
  expect(choices(Array.from({ length: 40 }, (_, i) => whole({ id: String(i) })))).toHaveLength(12);
});

test('each lamp that is on counts the same', () => {
  const told = layers(inspected({}, { pictures: five }), new Set<Lamp>(['raking-n', 'raking-e', 'raking-s']));
  expect(told.map(({ sha256 }) => sha256)).toEqual(['a1', 'a2', 'a3']);
  // what remains of each when the next ones are laid over it
  const weights = told.map(({ opacity }, i) => told.slice(i + 1).reduce((left, over) => left * (1 - over.opacity), opacity));
  for (const weight of weights) expect(weight).toBeCloseTo(1 / 3);
});

test.each([[[], 'none'], [['diffuse'], 'dome'], [['raking-w'], 'one'], [['raking-n', 'raking-e'], 'two'], [LAMPS.slice(1), 'four'], [['diffuse', 'raking-n'], 'mixed']] as [Lamp[], string][])('%o teaches %s', (on, what) => {
  expect(lesson(new Set(on))).toBe(what);
});

test('a picture that has gone is told', () => {
  expect(kept(inspected({ pictures_kept: five.map(({ sha256 }) => sha256) }, { pictures: five }))).toBe(true);
  expect(kept(inspected({ pictures_kept: ['a0'] }, { pictures: five }))).toBe(false);
});

let list: ListedInspection[], detail: InspectionDetail;
beforeEach(() => {
  [list, detail] = [[whole()], inspected({ pictures_kept: five.map(({ sha256 }) => sha256) }, { of: 'mould', pictures: five })];
  vi.stubGlobal('fetch', vi.fn(async (url: string) => {
    const body = url.includes('/inspections/') ? detail : url.includes('of=mould') ? { inspections: list, next: null } : url.includes('/inspections') ? { inspections: [], next: null }
      : { state: 'ok', since_us: 1, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], models: [], learning: [] };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  }));
  live.hear({ type: 'snapshot', seq: 1, now_us: 1.79e15, health, cells: [cell()] });
});
afterEach(() => vi.unstubAllGlobals());

test('lamps are switched, the relief is asked for, and the table is what the benchmark wrote', async () => {
  const { container } = render(Experiment);
  const sources = () => [...container.querySelectorAll('.stage img')].map((one) => one.getAttribute('src')!.split('/').at(-1));
  await waitFor(() => expect(sources()).toEqual(['a0']));
  await fireEvent.click(screen.getByRole('button', { name: 'dome' }));
  expect(screen.getByText('All lamps are off.')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'left' }));
  expect(sources()).toEqual(['a4']);
  await fireEvent.click(screen.getByRole('button', { name: /scratches/ }));
  expect(sources()).toEqual(['relief.png?shows=lines']);
  await fireEvent.click(screen.getByRole('button', { name: 'top' }));
  expect(sources()).toEqual(['a1']);
  expect(screen.getAllByRole('row')).toHaveLength(measured.rows.length + 1);
  expect(screen.getByRole('row', { name: new RegExp(`${measured.rows[0]!.deep_um} µm ${measured.rows[0]!.dome_auroc.toFixed(2)}`) })).toBeTruthy();
});

test('without a series there is no experiment, and what was measured stands alone', async () => {
  list = [];
  render(Experiment);
  expect(await screen.findByText(/needs a picture series under all five lights/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: /^Measured/ })).toBeTruthy();
});
