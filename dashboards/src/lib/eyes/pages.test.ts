import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EyesView, ListedInspection } from '../api';
import Pictures from '../cell/Pictures.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { cell, health, inspected, inspection } from '../test-data';
import HoodEyes from '../hood/Eyes.svelte';
import Gallery from './Gallery.svelte';

const eyes = (over: Partial<EyesView> = {}): EyesView => ({
  state: 'ok', since_us: 1.789e15, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], learning: [],
  models: [{
    name: 'm1-part', of: 'part', version: 'v1', since_us: 1.789e15, lights: ['diffuse', 'raking-n'], promise: { goods: 350, reject: 0.003, not_passed: 0.013, low: 0.005, high: 0.024 }, held_quantiles: {},
    taught: false, confirmed_defects: 2, confirmed_goods: 1, versions: 1, relearning: null, problem: null,
  }], ...over,
});
let list: ListedInspection[], how: EyesView, asked: [string, RequestInit | undefined][];
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const hear = (count: number) => live.hear({ type: 'snapshot', seq: 1, now_us: 1.79e15, health: { ...health, eyes: { ...health.eyes, inspected: count } }, cells: [cell()] });

beforeEach(() => {
  [list, how, asked] = [[inspection()], eyes(), []];
  location.hash = '#/inspections';
  vi.stubGlobal('fetch', vi.fn(async (url: string, options?: RequestInit) => {
    asked.push([url, options]);
    if (url.includes('/correction')) return json(inspected({ corrections: [{ told: 'defect', defect: 'burn', note: 'at the rib', role: 'instructor', at_us: 1.79e15 }] }));
    if (url.includes('/me')) return json({ role: 'visitor', may_log_in: true });
    return json(url.includes('/eyes') ? how : { inspections: list, next: null });
  }));
  hear(1);
});
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers(); });

test('a card shows picture, verdict, check, cavity and how odd it is, and opens the shot', async () => {
  render(Gallery);
  const link = await screen.findByRole('link', { name: /Flash/ });
  expect(link.getAttribute('href')).toBe('#/cell/imm-1/shot/s-1-1');
  expect(link.textContent).toMatch(/Reject.*Flash.*1 of 300 good ones looks as odd.*Press 1.*cavity 2/s);
  expect(screen.getByRole('img', { name: /^Reject: Part, cavity 2 of Press 1/ }).getAttribute('src')).toMatch(/aa$/);
});

test('one without a shot opens by itself', async () => {
  list = [inspection({ shot: null, of: 'mould' })];
  render(Gallery);
  expect((await screen.findByRole('link', { name: /Flash/ })).getAttribute('href')).toBe('#/inspection/1-2-3');
});

test('what comes meanwhile is told, and shown when it is asked for', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  render(Gallery);
  await screen.findByRole('link', { name: /Flash/ });
  list = [inspection({ id: 'new', worst: 'warp', measured_us: 1.79e15 + 1e6 }), ...list];
  hear(2);
  await tick();
  await vi.advanceTimersByTimeAsync(3000);
  const button = await screen.findByRole('button', { name: '1 new: show it' });
  expect(screen.queryByRole('link', { name: /Warpage/ })).toBeNull();
  await fireEvent.click(button);
  expect(screen.getByRole('link', { name: /Warpage/ })).toBeTruthy();
});

test('a choice asks the hub and stands in the address', async () => {
  render(Gallery);
  await screen.findByRole('link', { name: /Flash/ });
  await fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
  await waitFor(() => expect(asked.some(([url]) => url.includes('verdict=look+again'))).toBe(true));
  expect(location.hash).toBe('#/inspections?verdict=look+again');
});

test.each([
  [{ state: 'off' }, /started without eyes/],
  [{ state: 'away', worker: { state: 'away', started: 5, why: 'killed' } }, /do not look: killed/],
  [{ state: 'learning', learning: [{ name: 'm1-part', state: 'learning', share: 0.43, why: null, since_us: null, took_s: null }] }, /M1: part: learns, 43\s%/],
  [{ state: 'not learnt', cells: [{ cell: 'imm-1', mould: 'M1', waiting: 0, inspected: 0, failed: 0, not_learnt: 7, skipped: null, why: null }] }, /Press 1: 7 not looked at/],
  [{}, /Nothing has been looked at since/],
] as [Partial<EyesView>, RegExp][])('an empty gallery says why: %o', async (over, words) => {
  [list, how] = [[], eyes(over)];
  render(Gallery);
  expect(await screen.findByText(words)).toBeTruthy();
});

test('nothing that fits is not the same as nothing at all', async () => {
  [list, location.hash] = [[], '#/inspections?verdict=reject&cavity=9'];
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(Gallery);
  await fireEvent.click((await screen.findAllByRole('button', { name: 'Show all' }))[0]!);
  await waitFor(() => expect(location.hash).toBe('#/inspections'));
});

const picture = (sha256: string, light: string) => ({ sha256, light, camera: 'part-2', measured_us: 1.79e15, kept: true });
const shown = (over = {}) => render(Pictures, { pictures: [picture('aa', 'diffuse'), picture('bb', 'raking-n')], counter: 7, origin: 'simulated', inspections: [inspected()], ...over });
async function size() {
  const image = screen.getByRole('img', { name: /shot 7/ });
  Object.defineProperties(image, { naturalWidth: { value: 640 }, naturalHeight: { value: 480 } });
  await fireEvent.load(image);
  return image.closest('.picture')!;
}

test('outlines lie on the picture of any light and can be taken away', async () => {
  shown();
  const on = await size();
  expect(on.querySelector('path.reject')!.getAttribute('d')).toBe('M320.5 240.5L340.5 240.5L340.5 260.5L320.5 260.5Z');
  expect(on.querySelector('text')!.textContent).toBe('Flash');
  await fireEvent.click(screen.getByRole('button', { name: 'raking from the top' }));
  expect(on.querySelector('path.reject')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Outlines' }));
  expect(on.querySelector('path.reject')).toBeNull();
});

test('verdict, oddity, checks with units and the promise stand beside it', async () => {
  shown();
  expect(screen.getByText('7.5 × usual spread')).toBeTruthy();
  expect(screen.getByText('1.25 mm²')).toBeTruthy();
  expect(screen.getByText('\u22120.12 %')).toBeTruthy();
  expect(await screen.findByText(/Of 1,000 good ones at most 3 are rejected and 10 looked at again/)).toBeTruthy();
});

test('no verdict, a drifting lamp and a picture that waits are told in words', () => {
  shown({ inspections: [inspected({ checks: [] }, { verdict: 'cannot judge', reason: 'blurred', p_value: null, warnings: ['lamps_drift:raking-n', 'focus_drift'] })] });
  expect(screen.getByText(/Clean the lens and check the focus/)).toBeTruthy();
  expect(screen.getByText(/raking lamp at the top has changed/)).toBeTruthy();
  expect(screen.getByText(/softer than when it was learnt/)).toBeTruthy();
});

test.each([['waiting', /Waiting to be looked at/], ['not learnt', /has not been learnt/], ['not inspected', /there was no time/]] as const)('a picture without a verdict says why: %s', (why, words) => {
  shown({ inspections: [], unseen: [{ camera: 'part-2', why }] });
  expect(screen.getByText(words)).toBeTruthy();
});

test('a visitor reads what was said and where to sign in; who teaches corrects it', async () => {
  const onchanged = vi.fn();
  const { unmount } = shown({ onchanged });
  expect(screen.getByText(/Nobody has confirmed/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'It has a defect' })).toBeNull();
  expect(screen.getByText('Sign in to confirm or correct')).toBeTruthy();
  unmount();
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  shown({ onchanged });
  await fireEvent.click(screen.getByRole('button', { name: 'It has a defect' }));
  await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'burn' } });
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: ' at the rib ' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Note it down' }));
  await waitFor(() => expect(onchanged).toHaveBeenCalled());
  const [url, options] = asked.find(([one]) => one.includes('/correction'))!;
  expect([url, JSON.parse(options!.body as string)]).toEqual(['/api/v1/inspections/1-2-3/correction', { told: 'defect', defect: 'burn', note: 'at the rib' }]);
  vi.restoreAllMocks();
});

test('what people said is told with who and when', () => {
  shown({ inspections: [inspected({ corrections: [{ told: 'defect', defect: 'burn', note: 'at the rib', role: 'admin', at_us: 1.79e15 }] })] });
  expect(screen.getByText(/^Administrator, .*: burn mark/).textContent).toContain('at the rib');
});

test('under the hood: queue, what was skipped since when, promises, and learning anew only for who teaches', async () => {
  how = eyes({ state: 'behind', waiting: 40, skipped: 12, cells: [{ cell: 'imm-1', mould: 'M1', waiting: 40, inspected: 5, failed: 1, not_learnt: 0, why: 'the worker died', skipped: { count: 12, since_us: 1.789e15, last_us: 1.79e15 } }] });
  render(HoodEyes);
  expect(await screen.findByText('40 of 64 wait to be looked at')).toBeTruthy();
  expect(screen.getByRole('row', { name: /Press 1.*12 since/ }).textContent).toContain('the worker died');
  expect(screen.getByText(/Confirmed by people: 2 defects, 1 good/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Learn anew' })).toBeNull();
});
