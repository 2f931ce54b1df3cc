import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StudiesView, StudyView } from '../api';
import { language } from '../i18n.svelte';
import Study from './Study.svelte';
import { decimals, ticks } from './ticks';
import { csv, described, figure, limits, sentence } from './words';

const dot = (x: number, y: number, word = '', used = true) => ({ x, y, low: y - 0.1, high: y + 0.1, shots: 5, used, word });
const seal = (over: Partial<StudyView> = {}): StudyView => ({
  study: 'gate_seal', why_not: null, rejected: [], facts: { hold_s: 4 },
  simulated: { cell: 'imm-1', title: 'Gears', translations: {}, at_us: 1.79e15, faults: 1, cost: { shots: 190, minutes: 70.2, kg: 1.25 }, dimension: null, restless_k: 1.4 },
  points: [{ hold_s: 1, weight_g: 9.8 }, { hold_s: 2, weight_g: 10 }],
  reading: {
    plot: { kind: 'line', x: { name: 'hold_s', unit: 's' }, y: { name: 'weight_g', unit: 'g' }, dots: [dot(1, 9.8), dot(2, 10)], marks: [{ key: 'sealed', low: 1.5, high: 2 }, { key: 'now', low: 4, high: 4 }] },
    numbers: [{ name: 'sealed_s', value: 1.9, unit: 's', low: 1.68, high: 2 }],
    says: [{ key: 'sealed', params: { sealed_s: 1.9, low_s: 1.68, high_s: 2 } }], advises: [{ key: 'fits', params: { now_s: 4, sealed_s: 1.9 } }], cannot: null,
  },
  ...over,
});
const all: StudiesView = {
  why_not: null,
  studies: [{ study: 'gate_seal', columns: [{ name: 'hold_s', unit: 's', needed: true, choices: [] }, { name: 'weight_g', unit: 'g', needed: true, choices: [] }], facts: [{ name: 'hold_s', unit: 's', needed: false, choices: [] }] }],
  cells: [{ cell: 'imm-1', title: 'Gears', translations: {}, why_not: {} }],
};

test('a sentence names what spoils parts and rounds by what its numbers are', () => {
  expect(sentence('process_window', 'say', { key: 'below', params: { from_bar: 366.2, to_bar: 488, spoils: 'sink' } })).toBe('With less pressure, between 366 and 488\u00a0bar, the edge is: sink mark.');
  expect(sentence('gate_seal', 'cannot', { key: 'still_rising', params: { longest_s: 6.1 } })).toContain('6.1\u00a0s');
  expect(sentence('pressure_drop', 'say', { key: 'most', params: { section: 'to_gate', bar: 612.6 } })).toContain('Up to the gate, 613\u00a0bar');
});

test('a number has its interval in the same decimals', () => {
  expect(figure({ name: 'sealed_s', value: 1.9, unit: 's', low: 1.68, high: 2 })).toEqual({ value: '1.90\u00a0s', between: '1.68 to 2.00\u00a0s' });
  expect(figure({ name: 'viscosity', value: 436.02, unit: 'bar·s', low: null, high: null })).toEqual({ value: '436\u00a0bar·s', between: null });
});

test('who cannot see the plot is told it', () => {
  expect(described(seal().reading!.plot)).toBe('Weight over Hold time: 2 steps, from 9.800\u00a0g at 1.00\u00a0s to 10.000\u00a0g at 2.00\u00a0s.');
  expect(described({ ...seal().reading!.plot, kind: 'map', dots: [dot(1, 1, 'good'), dot(2, 1, 'flash')] })).toContain('1 of 2 fields are good');
});

test('points come out as the file that the page reads', () => {
  expect(csv(seal().points)).toBe('hold_s,weight_g\r\n1,9.8\r\n2,10\r\n');
  expect(csv([])).toBe('\r\n');
});

test('what is known beside the points is drawn across', () => {
  expect(limits(seal())).toEqual([]);
  expect(limits(seal({ study: 'pressure_drop', facts: { limit_bar: 2100 } }))).toEqual([{ value: 2100, word: 'limit' }]);
  expect(limits(seal({ study: 'cooling_time', facts: { nominal_mm: 50, tolerance_mm: 0.25 } })).map(({ value }) => value)).toEqual([49.75, 50.25]);
});

test('ticks are round and lie inside', () => {
  expect(ticks(0.1, 4.9, 5)).toEqual([1, 2, 3, 4]);
  expect(ticks(9.78, 10.02, 5).map((one) => one.toFixed(2))).toEqual(['9.80', '9.85', '9.90', '9.95', '10.00']);
  expect([decimals([9.8, 9.85]), decimals([0, 500]), decimals([0, 2.5])]).toEqual([2, 0, 1]);
  expect(ticks(3, 3)).toEqual([3]);
});

let answers: Record<string, unknown>, asked: [string, RequestInit | undefined][];
beforeEach(() => {
  [answers, asked] = [{ '/studies': all, '/studies/gate_seal': seal(), points: seal({ simulated: null, rejected: [{ line: 3, column: 'hold_s', value: 'x', code: 'number', params: {}, sentence: '' }] }) }, []];
  vi.stubGlobal('fetch', vi.fn(async (url: string, options?: RequestInit) => {
    asked.push([url, options]);
    const body = answers[url.includes('/points') ? 'points' : url.replace('/api/v1', '')];
    return new Response(JSON.stringify(body), { status: (body as { status?: number }).status ?? 200, headers: { 'content-type': 'application/json' } });
  }));
  URL.createObjectURL = vi.fn(() => 'blob:points');
  URL.revokeObjectURL = vi.fn();
});
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });

test('a copy is studied, and says where it comes from, when it was made and what it costs', async () => {
  const { container } = render(Study, { study: 'gate_seal' });
  await fireEvent.click(await screen.findByRole('button', { name: 'Run the study' }));
  await screen.findByText(/no longer rises after 1\.90 s/);
  expect(JSON.parse(String(asked.at(-1)![1]!.body))).toEqual({ cell: 'imm-1' });
  expect(screen.getByText(/Simulated copy of Gears, made on/)).toBeTruthy();
  expect(screen.getByText('At a real press: 190 shots, 70 min, 1.3 kg of material.')).toBeTruthy();
  expect(screen.getByText(/^Faults in force then, and so in the copy: 1\./)).toBeTruthy();
  expect(screen.getByText(/up to 1\.4 K from it/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Points as CSV' }).getAttribute('download')).toBe('gate_seal-imm-1.csv');
  expect(container.querySelectorAll('svg circle')).toHaveLength(2);
});

test('what cannot be told is said instead of a number', async () => {
  const { plot } = seal().reading!;
  answers['/studies/gate_seal'] = seal({ reading: { plot, numbers: [], says: [], advises: [], cannot: { key: 'no_rise', params: { shortest_s: 0.1 } } } });
  render(Study, { study: 'gate_seal' });
  await fireEvent.click(await screen.findByRole('button', { name: 'Run the study' }));
  expect(await screen.findByText(/^Not calculable, because: the parts weigh the same from 0\.10 s/)).toBeTruthy();
});

test('where nothing is simulated one brings points, and bad rows are told', async () => {
  answers['/studies'] = { ...all, cells: [], why_not: { detail: '', code: 'simulator_none', params: {} } } satisfies StudiesView;
  render(Study, { study: 'gate_seal' });
  const points = await screen.findByRole('textbox', { name: 'Points (CSV)' }) as HTMLTextAreaElement;
  expect(points.value).toBe('hold_s,weight_g\n');
  expect(screen.queryByRole('button', { name: 'Run the study' })).toBeNull();
  await fireEvent.input(points, { target: { value: 'hold_s,weight_g\n1,9.8\nx,10\n' } });
  await fireEvent.input(screen.getByRole('textbox', { name: 'Hold time, s' }), { target: { value: '4' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Read these points' }));
  await waitFor(() => expect(screen.getByText('Rows that were left out: 1')).toBeTruthy());
  expect(asked.at(-1)![0]).toBe('/api/v1/studies/gate_seal/points?hold_s=4');
  expect(screen.getByText('Line 3:')).toBeTruthy();
  expect(screen.getByText(/typed in or uploaded/)).toBeTruthy();
});

test('who is refused reads why', async () => {
  answers['/studies/gate_seal'] = { status: 409, detail: 'x', code: 'study_busy', params: {} };
  render(Study, { study: 'gate_seal' });
  await fireEvent.click(await screen.findByRole('button', { name: 'Run the study' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Another study is being made. Try again in a moment.');
});
