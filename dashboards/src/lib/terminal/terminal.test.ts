import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EntryView, TerminalView } from '../api';
import { me } from '../me.svelte';
import { line, stepped, typed } from './entries';
import Terminal from './Terminal.svelte';

const entry = (over: Partial<EntryView> = {}): EntryView => ({ kind: 'scrap', id: 7, at_us: 1.79e15, noted_us: 1.79e15, role: 'operator', note: '', said: { parts: 3, reason: 'flash', job: null }, ...over });
const desk = (over: Partial<TerminalView> = {}): TerminalView => ({
  cell: 'imm-1', origin: 'simulated', as_of_us: 1.79e15, state: 'stop', stop: { since_us: 1.79e15 - 6e8, category: 'stop', reason: 'no_reason', by: null },
  job: { job: 'A-17', from_us: 1.78e15, to_us: null, mould: 'Cap', standard_cycle_s: 12, cavities: 8, active_cavities: 7, planned_quantity: 10_000, told: true, made: 1234 },
  released: null, entries: [entry()], gauges: [{ name: 'weight_g', unit: 'g', low: 0.01, high: 50_000 }], stop_reasons: ['mould_fault', 'other'], scrap_reasons: ['flash', 'other'], ...over,
});

let asked: [string, string, unknown][];
let view: TerminalView;
beforeEach(() => {
  asked = [];
  view = desk();
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push([options?.method ?? 'GET', url, options?.body ? JSON.parse(options.body as string) : null]);
    return Promise.resolve(new Response(JSON.stringify(options?.method === 'POST' && !url.endsWith('/undo') ? entry() : view)));
  });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); });
const posted = () => asked.filter(([method]) => method === 'POST').map(([, url, body]) => [url.replace('/api/v1/floor/imm-1', ''), body]);
async function shown() {
  vi.spyOn(me, 'operates', 'get').mockReturnValue(true);
  const made = render(Terminal, { cell: 'imm-1' });
  await screen.findByText(/^It stands since/);
  return made;
}

test('numbers are taken as people type them', () => {
  expect(['8,1', ' 8.1 ', '12', '1.234,5', '-3', '', 'x', '1e3'].map(typed)).toEqual([8.1, 8.1, 12, null, null, null, null, null]);
  expect([stepped(1, -1), stepped(5, 10), stepped(100_000, 1)]).toEqual([1, 15, 100_000]);
});

test('every kind of entry is told in one line', () => {
  const said = (kind: EntryView['kind'], told: EntryView['said']) => line(entry({ kind, said: told }));
  expect(said('scrap', { parts: 1200, reason: 'flash' })).toBe('1,200 bad: flash');
  expect(said('stop', { reason: 'mould_fault' })).toBe('Stop: Mould fault');
  expect(said('job', { job: 'A-17' })).toBe('Job A-17 started');
  expect([said('release', { released: true }), said('release', { released: false })]).toEqual(['First part released', 'First part not released']);
  expect(said('measured', { readings: { weight_g: 8.1 } })).toContain('8.100\u00a0g');
});

test('a visitor sees how it stands and notes nothing', async () => {
  render(Terminal, { cell: 'imm-1' });
  expect(await screen.findByText('No reason told yet')).toBeTruthy();
  expect(screen.getByText('Sign in to note something')).toBeTruthy();
  for (const name of ['Mould fault', 'flash', 'Start job', 'Note it', 'Release first part']) expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByRole('button', { name: /Take back/ })).toBeNull();
});

test('one touch tells the reason, and it is said that it was noted', async () => {
  const { container } = await shown();
  await fireEvent.click(screen.getByRole('button', { name: 'Mould fault' }));
  expect(await screen.findByText('Noted: Stop: Mould fault')).toBeTruthy();
  expect(posted()).toEqual([['/stop', { reason: 'mould_fault', note: '' }]]);
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
});

test('scrap is counted, noted with its reason, and the count begins anew', async () => {
  await shown();
  for (const name of ['+10', '+1', '−1']) await fireEvent.click(screen.getByRole('button', { name }));
  await fireEvent.click(screen.getByRole('button', { name: 'flash' }));
  await screen.findByText('Noted: 11 bad: flash');
  expect(posted()).toEqual([['/scrap', { parts: 11, reason: 'flash', note: '' }]]);
  await waitFor(() => expect(document.querySelector('output')!.textContent).toBe('1'));
});

test('a weight that cannot be is not sent', async () => {
  await shown();
  const field = screen.getByLabelText('Value, in g');
  await fireEvent.input(field, { target: { value: '0,001' } });
  expect(screen.getByText(/It lies between/)).toBeTruthy();
  expect((screen.getByRole('button', { name: 'Note it' }) as HTMLButtonElement).disabled).toBe(true);
  await fireEvent.input(field, { target: { value: '8,1' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Note it' }));
  await screen.findByText(/^Noted: Measured/);
  expect(posted()).toEqual([['/measured', { values: { weight_g: 8.1 }, note: '' }]]);
});

test('an entry is taken back, a job is started, a first part released', async () => {
  await shown();
  await fireEvent.click(screen.getByRole('button', { name: /Take back/ }));
  await screen.findByText(/taken back: 3 bad/);
  await fireEvent.input(screen.getByLabelText('Next job'), { target: { value: ' B-2 ' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Start job' }));
  await waitFor(() => expect(posted().length).toBe(2));
  await waitFor(() => expect((screen.getByRole('button', { name: 'Release first part' }) as HTMLButtonElement).disabled).toBe(false));
  await fireEvent.click(screen.getByRole('button', { name: 'Release first part' }));
  await screen.findByText('Noted: First part released');
  expect(posted()).toEqual([['/scrap/7/undo', null], ['/job', { job: 'B-2', planned_quantity: null, note: '' }], ['/release', { released: true, note: '' }]]);
});

test('what is refused is said, and the count stays', async () => {
  await shown();
  const quiet = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => options?.method === 'POST' ? Promise.resolve(new Response(JSON.stringify({ detail: 'x', code: 'floor_future', params: {} }), { status: 422 })) : quiet(url, options));
  await fireEvent.click(screen.getByRole('button', { name: '+10' }));
  await fireEvent.click(screen.getByRole('button', { name: 'flash' }));
  expect((await screen.findByRole('alert')).textContent).toContain('This lies in the future');
  expect(document.querySelector('output')!.textContent).toBe('11');
});
