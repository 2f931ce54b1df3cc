import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import type { DecideView, EyesView } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell, health } from '../test-data';
import Decide from './Decide.svelte';
import { axis, betaShare, bins, cheapest, cost, curve, escapes, falseRejects, limitOf, log, scoresOf, share, ticks } from './odds';

// scipy 1.16: beta.ppf(0.025, k, n - k + 1), beta.ppf(0.975, k + 1, n - k)
test.each([
  [0, 60, 0, 0.05962949228616691], [1, 60, 0.00042187445234200883, 0.08939905005748702], [7, 350, 0.008077935169007771, 0.040771776167226],
  [2, 12, 0.020862525460092384, 0.48413774868596704], [12, 12, 0.7353515306029488, 1], [349, 350, 0.9841845962938877, 0.9999276660219876],
])('the interval of Clopper and Pearson for %i of %i is that of scipy', (hits, of, low, high) => {
  const told = share(hits, of);
  expect(told.low).toBeCloseTo(low, 9);
  expect(told.high).toBeCloseTo(high, 9);
});

test('the incomplete beta function is that of scipy on both sides', () => {
  expect(betaShare(0.3, 2.5, 7)).toBeCloseTo(0.6412224629717214, 10);
  expect(betaShare(0.86, 300, 51)).toBeCloseTo(0.5981255146845628, 10);
  expect([betaShare(0, 2, 3), betaShare(1, 2, 3)]).toEqual([0, 1]);
});

const one = (score: number, told: 'good' | 'defect' | null = null) => ({ id: `1-${score}-1`, score, verdict: 'reject' as const, told });
const view = (over: Partial<DecideView> = {}): DecideView => ({
  name: 'm1-part', version: 'v1', promise: { goods: 99, reject: 0.01, not_passed: 0.05, low: 0.01, high: 0.1 },
  held: Array.from({ length: 99 }, (_, i) => (i + 1) / 10), inspections: [one(3), one(8, 'good'), one(9.85, 'defect'), one(20, 'defect'), one(40, 'defect')], ...over,
});
const ASSUMED = { thrown_eur: 1, escaped_eur: 10, defective: 0.1 };

test('a part at the threshold passes, one above it does not', () => {
  const scores = scoresOf(view());
  expect(falseRejects(scores, 9.8)).toMatchObject({ hits: 1, of: 99 });
  expect(escapes(scores, 9.85)).toMatchObject({ hits: 1, of: 3 });
  expect(escapes(scores, 9.84)).toMatchObject({ hits: 0, of: 3 });
  expect(scores.parts).toEqual([3, 8]);
});

test('where the hub decides is where the p-value of conformal prediction meets the promise', () => {
  const { held } = view();
  // p = (1 + goods at least as far) / 100: at 9.9 one is as far, p = 0.02; farther out none, p = 0.01
  expect(limitOf(held, 0.01)).toBeCloseTo(9.9);
  expect(limitOf(held, 0.05)).toBeCloseTo(9.5);
  expect(limitOf(held, 0.001)).toBeNull();
});

test('costs add up, and without a confirmed defect nobody knows what escapes', () => {
  const scores = scoresOf(view());
  const told = cost(scores, 9.85, ASSUMED);
  expect(told.thrown).toBeCloseTo(900 / 99);
  expect(told.escaped).toBeCloseTo((100 / 3) * 10);
  expect(cost({ ...scores, defects: [] }, 9.85, ASSUMED).escaped).toBeNull();
  expect(cost({ held: [], parts: [], defects: [] }, 1, ASSUMED)).toEqual({ thrown: 0, escaped: null });
});

test('the cheapest threshold lies between goods and defects, and moves with what is assumed', () => {
  const scores = scoresOf(view({ inspections: [one(20, 'defect'), one(40, 'defect')] }));
  const best = cheapest(curve(scores, axis(scores), ASSUMED))!;
  expect(10 ** best.at).toBeGreaterThan(9.9);
  expect(10 ** best.at).toBeLessThan(20);
  const near = scoresOf(view({ inspections: [one(5, 'defect')] }));
  const dear = cheapest(curve(near, axis(near), { ...ASSUMED, escaped_eur: 1000 }))!;
  const cheap = cheapest(curve(near, axis(near), { ...ASSUMED, escaped_eur: 0.1 }))!;
  expect(dear.at).toBeLessThan(Math.log10(5));
  expect(cheap.at).toBeGreaterThan(Math.log10(9.8));
  expect(cheapest(curve(scoresOf(view({ inspections: [] })), { low: 0, high: 1 }, ASSUMED))).toBeNull();
});

test('everything lies on the axis, also a score of nothing', () => {
  const told = axis({ held: [1, 10], parts: [0], defects: [100] });
  expect([told.low <= log(0), told.high >= 2]).toEqual([true, true]);
  expect(bins([1, 10, 99], { low: 0, high: 2 }, 4)).toEqual([1, 0, 1, 1]);
  expect(ticks({ low: 0, high: 1.31 })).toEqual([1, 2, 5, 10, 20]);
  expect(axis({ held: [], parts: [], defects: [] })).toEqual({ low: 0, high: 1 });
});

let told: DecideView;
beforeEach(() => {
  told = view();
  location.hash = '#/decide';
  const eyes = { state: 'ok', since_us: 1, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], learning: [], models: [{ name: 'm1-part', of: 'part', promise: told.promise }] } as unknown as EyesView;
  vi.stubGlobal('fetch', vi.fn(async (url: string) => new Response(JSON.stringify(url.includes('/decide') ? told : eyes), { headers: { 'content-type': 'application/json' } })));
  live.hear({ type: 'snapshot', seq: 1, now_us: 1.79e15, health, cells: [cell()] });
});
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });

test('a real slider moves the threshold, and what follows is said at once', async () => {
  render(Decide);
  const slider = (await screen.findByRole('slider', { name: 'Threshold' })) as HTMLInputElement;
  expect(screen.getByRole('heading', { name: 'At a threshold of 9.90' })).toBeTruthy();
  expect(slider.getAttribute('aria-valuetext')).toMatch(/0 of 1,000 good parts.*0 of 99 goods held back.*1 of 3 confirmed defects would pass/);
  await fireEvent.input(slider, { target: { value: String(Math.log10(5)) } });
  await waitFor(() => expect(slider.getAttribute('aria-valuetext')).toMatch(/0 of 3 confirmed/));
  expect(screen.getByText(/Only 3 confirmed defects/)).toBeTruthy();
  expect(screen.getByText(/nothing below 1 in 100 can be promised/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'As the hub decides' }));
  expect(screen.getByRole('heading', { name: 'At a threshold of 9.90' })).toBeTruthy();
});

test('each row says what its highest is worth', async () => {
  const { container } = render(Decide);
  await screen.findByRole('slider', { name: 'Threshold' });
  const [goods, parts, euros] = [...container.querySelectorAll('.most')].map(({ textContent }) => Number(textContent!.replace(',', '')));
  const scores = scoresOf(view()), range = axis(scores);
  expect([goods, parts]).toEqual([scores.held, scores.parts].map((some) => Math.max(...bins(some, range, 60))));
  const highest = Math.max(...curve(scores, range, { thrown_eur: 0.2, escaped_eur: 50, defective: 0.01 }).map(({ cost }) => cost.thrown + (cost.escaped ?? 0)));
  expect(euros).toBeCloseTo(highest, 0);
});

test('what a part costs is read as the page\'s language writes it', async () => {
  await language.use('es');
  render(Decide);
  const thrown = (await screen.findByLabelText(/Tirar una pieza buena cuesta/)) as HTMLInputElement;
  expect(thrown.value).toBe('0,2');
  await fireEvent.input(thrown, { target: { value: '1.250' } });
  await fireEvent.blur(thrown);
  await waitFor(() => expect(thrown.value).toBe('1.250'));
  await fireEvent.input(thrown, { target: { value: '0.5' } });
  await fireEvent.blur(thrown);
  await waitFor(() => expect(thrown.value).toBe('0,5'));
});

test('without confirmed defects no escapes are made up', async () => {
  told = view({ inspections: [one(3)] });
  render(Decide);
  expect(await screen.findByText(/Nobody has confirmed a defect yet/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'To the cheapest' })).toBeNull();
  expect(screen.getByText(/what escapes is not in it/)).toBeTruthy();
});
