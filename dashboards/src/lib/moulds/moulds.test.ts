import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EyesView, ListedInspection, MouldDetail } from '../api';
import { language, timeZone } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell, health, inspection } from '../test-data';
import { chosen, cone, drawn, empty, forecast, limitOf, pace, plan, type Cavity, type Track } from './growth';
import Mould from './Mould.svelte';
import Room from './Room.svelte';

// jsdom paints nothing
vi.mock('uplot', () => ({ default: class { static tzDate = (date: Date) => date; over = document.createElement('div'); hooks = {}; setData() {} setScale() {} setSize() {} setCursor() {} valToPos() { return 0; } destroy() {} } }));
const DAY = 86_400e6, BEGIN = Date.UTC(2026, 11, 1, 8) * 1000;
const UNSURE = { state: 'cannot say' as const, per_day_mm2: null, per_day_low_mm2: null, per_day_high_mm2: null, meets_us: null, earliest_us: null, latest_us: null };
const track = (areas: number[], over: Partial<Track['forecast']> = {}, rest: Partial<Track> = {}): Track => ({
  check: 'vents', outline_mm: [[0, 0], [2, 0], [2, 2]], gone: false, points: areas.map((area_mm2, i) => ({ inspection: `1-${i}-3`, measured_us: BEGIN + i * DAY, area_mm2 })), forecast: { ...UNSURE, ...over }, ...rest,
});
const growing = (latest_us: number | null) => track([1, 1.5, 2, 2.5, 3], { state: 'growing', per_day_mm2: 0.5, per_day_low_mm2: 0.4, per_day_high_mm2: 0.6, meets_us: BEGIN + 6 * DAY, earliest_us: BEGIN + 5.5 * DAY, latest_us });

afterEach(() => { void language.use('en'); timeZone.current = 'Europe/Madrid'; });

test('a forecast is a span of days, or says what is missing', async () => {
  expect(forecast(growing(BEGIN + 12 * DAY), 4)).toMatch(/^Meets 4\.0\s*mm² between Sun,? 6 Dec and Sun,? 13 Dec\.$/);
  expect(forecast(growing(BEGIN + 5.6 * DAY), 4)).toMatch(/between 6 Dec.*, 21:00 and 6 Dec.*, 23:24/);
  expect(forecast(growing(null), 4)).toMatch(/at the earliest; how late nobody can say/);
  expect(forecast(track([1, 2]), 4)).toBe('Cannot say yet: 3 looks more are needed.');
  expect(forecast(track([1, 2, 1, 2]), 4)).toBe('Cannot say yet: one look more is needed.');
  expect(forecast(track([1, 2, 1, 2, 1]), 4)).toMatch(/looks differ too much/);
  expect(forecast(track([2, 2, 2, 2, 2], { state: 'steady' }), 40)).toMatch(/^Does not grow: 40\s*mm²/);
  expect(forecast(track([500], { state: 'unnamed' }), 4)).toMatch(/no check can say what it is .* has no limit/);
  expect(forecast(track([5], { state: 'met', meets_us: BEGIN }), 4)).toMatch(/^At the limit of 4\.0\s*mm² since 1 Dec/);
  await language.use('es');
  expect(forecast(track([1, 2]), 4)).toBe('Aún no se puede decir: hacen falta 3 miradas más.');
});

test('growth is told by the day, quick growth by the hour, none when nobody knows', () => {
  expect(pace(growing(null))).toBe('0.50\u00a0mm² a day, between 0.40 and 0.60');
  expect(pace(track([1, 2], { per_day_mm2: 48, per_day_low_mm2: 24, per_day_high_mm2: 72 }))).toBe('2.00\u00a0mm² an hour, between 1.00 and 3.00');
  expect(pace(track([1, 2]))).toBeNull();
});

test('the limit stands in the address; nonsense is the usual one', () => {
  expect(['limit_mm2=2.5', 'limit_mm2=-1', 'limit_mm2=ten', 'limit_mm2=1e9', ''].map((query) => limitOf(new URLSearchParams(query)))).toEqual([2.5, 4, 4, 4, 4]);
});

test('places that were not seen at a look leave a gap, and a far limit does not squeeze what was measured', () => {
  const late = track([7], {}, { points: [{ inspection: 'x', measured_us: BEGIN + 9 * DAY, area_mm2: 7 }] });
  const told = drawn([growing(BEGIN + 900 * DAY), late], 4);
  expect(told.data[0]).toHaveLength(6);
  expect([told.data[1]![5], told.data[2]![0], told.data[2]![5]]).toEqual([null, null, 7]);
  expect(told.most).toBe(7);
  expect(told.to_s - (BEGIN + 9 * DAY) / 1e6).toBe((2 * 9 * DAY) / 1e6);
  expect(drawn([], 4).data[0]).toEqual([]);
});

test('where a place is going is a wedge up to the limit, open where the latest is not known', () => {
  const now: [number, number] = [(BEGIN + 4 * DAY) / 1e6, 3];
  expect(cone(growing(BEGIN + 8 * DAY), 4, 9e9)).toEqual([now, [(BEGIN + 5.5 * DAY) / 1e6, 4], [(BEGIN + 8 * DAY) / 1e6, 4]]);
  expect(cone(growing(null), 4, 9e9)!.slice(2)).toEqual([[9e9, 4], [9e9, 3]]);
  expect(cone(track([1, 2]), 4, 9e9)).toBeNull();
});

const cavity = (over: Partial<Cavity> = {}): Cavity => ({ cavity: 2, inspections: [], tracks: [], cleanings: [], plan: { last_us: BEGIN, usual_h: 6, next_us: BEGIN + DAY / 4, why: 'usual' }, ...over });
test('the plan says when and why, and what is overdue', () => {
  expect(plan(cavity(), BEGIN)).toMatchObject({ over: false, why: 'at the usual pace, one every 6\u00a0h' });
  expect(plan(cavity(), BEGIN + DAY).due).toMatch(/^A look was due 1 Dec/);
  expect(plan(cavity({ plan: { last_us: BEGIN, usual_h: 6, next_us: BEGIN, why: 'limit' } }), BEGIN)).toMatchObject({ due: 'Look and clean now', over: true });
  expect(plan(cavity({ plan: { last_us: BEGIN, usual_h: null, next_us: null, why: 'unknown' } }), BEGIN)).toMatchObject({ due: 'Next look: not known', over: false });
});

const mould = { cell: 'imm-1', mould: 'M1', name: 'm1-mould', learnt: true, last_us: null, inspections: 0 };
const eyes = (over: Partial<EyesView> = {}): EyesView => ({ state: 'ok', since_us: BEGIN, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], models: [], learning: [], ...over });
const heard = { cell: 'imm-1', mould: 'M1', waiting: 0, inspected: 0, failed: 0, not_learnt: 0, skipped: null, why: null };
test.each([
  [{}, { state: 'off' }, 'off'], [{ learnt: false }, { learning: [{ name: 'm1-mould', state: 'learning', share: 0.43, why: null, since_us: null, took_s: null }] }, 'learning'],
  [{ learnt: false }, { learning: [{ name: 'm1-mould', state: 'failed', share: 0, why: 'no room', since_us: null, took_s: null }] }, 'failed'], [{}, { state: 'away' }, 'away'],
  [{}, {}, 'no-camera'], [{ learnt: false }, { cells: [heard] }, 'not-learnt'], [{}, { cells: [heard] }, 'not-yet'], [{ inspections: 3 }, {}, null],
] as [object, Partial<EyesView>, string | null][])('an empty mould says why: %o %o', (over, told, why) => {
  expect(empty({ ...mould, ...over }, eyes(told))).toBe(why);
});

let detail: MouldDetail, asked: string[];
beforeEach(() => {
  [detail, asked] = [{ mould: { ...mould, inspections: 2 }, limit_mm2: 4, cavities: [] }, []];
  location.hash = '#/moulds/imm-1';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  vi.stubGlobal('fetch', vi.fn(async (url: string) => {
    asked.push(url);
    const one = inspection({ id: '1-0-3', of: 'mould' });
    const body = url.includes('/mould-room/') ? detail : url.includes('/mould-room') ? [mould] : url.includes('/eyes') ? eyes({ learning: [{ name: 'm1-mould', state: 'learning', share: 0.43, why: null, since_us: null, took_s: null }] }) : { inspections: [one], next: null };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  }));
  live.hear({ type: 'snapshot', seq: 1, now_us: BEGIN, health, cells: [cell({ time_lapse: 1000, clock_us: BEGIN })] });
});
afterEach(() => vi.unstubAllGlobals());

test('a mould shows what grows, its pictures, its plan, that it is simulated and in time lapse', async () => {
  const { outlines: _o, mm_to_px: _m, shot: _s, ...seen } = inspection({ id: '1-0-3', of: 'mould' });
  detail.cavities = [cavity({ inspections: [seen], tracks: [track([1, 2])] })];
  render(Mould, { cell: 'imm-1' });
  expect(await screen.findByRole('heading', { name: 'Cavity 2' })).toBeTruthy();
  expect(document.querySelector('[data-tour="cavity"]')?.textContent).toContain('Cavity 2'); // a station points here
  expect(screen.getByText(/Cannot say yet: 3 looks more/)).toBeTruthy();
  expect(screen.getByText(/Next look due/)).toBeTruthy();
  expect(screen.getByText('wear at ×1,000: time lapse')).toBeTruthy();
  expect(screen.getAllByText('simulated').length).toBeGreaterThan(0);
  expect(screen.getAllByRole('link', { name: /Flash/ })).toHaveLength(1);
  const limit = screen.getByRole('textbox');
  (limit as HTMLInputElement).value = '2.5';
  limit.dispatchEvent(new Event('change', { bubbles: true }));
  await waitFor(() => expect(asked.some((url) => url.includes('limit_mm2=2.5'))).toBe(true));
  expect(location.hash).toBe('#/moulds/imm-1?limit_mm2=2.5');
});

test('a mould that is being learnt says how far', async () => {
  render(Room);
  expect(await screen.findByText(/learns, 43\s%/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'M1' }).getAttribute('href')).toBe('#/moulds/imm-1');
});

test('the cavity that was judged bad last is the one that tells something, else the one that was seen last', () => {
  const seen = (id: string, verdict: ListedInspection['verdict'], measured_us: number): [string, ListedInspection] => [id, inspection({ id, verdict, measured_us })];
  const of = (...ids: string[]): Cavity => cavity({ inspections: ids.map((id) => inspection({ id })) });
  const [first, second, third] = [of('a'), of('b', 'b0'), of()];
  expect(chosen([first, second, third], new Map([seen('a', 'reject', 5), seen('b', 'pass', 9), seen('b0', 'reject', 3)]))).toBe(first);
  expect(chosen([first, second, third], new Map([seen('a', 'pass', 5), seen('b', 'pass', 9)]))).toBe(second);
  expect(chosen([], new Map())).toBeUndefined();
});
