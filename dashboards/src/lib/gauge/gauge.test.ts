import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { GaugePair, GaugeQuantityView, GaugeReadingView } from '../api';
import { language } from '../i18n.svelte';
import Cost from './Cost.svelte';
import { cheapest, curve, digitsFor, example, inputName, mostly, sign, sorted, tickDigits, ticks } from './gauge';
import Say from './Say.svelte';
import Statement from './Statement.svelte';

const pair = (measured: number, predicted: number, over: Partial<GaugePair> = {}): GaugePair => ({ shot: `1-${measured}-${predicted}`, counter: 1, measured_us: 1e15, measured, predicted, half: 0.1, in_experience: true, later: false, ...over });
const reading = (over: Partial<GaugeReadingView> = {}): GaugeReadingView => ({
  quantity: 'weight_g', unit: 'g', shot: '1-2-3', counter: 7, measured_us: 1e15, prediction: 8.1234, low: 8.1, high: 8.1468, in_experience: true, trusted: true, outside: null, silent: null, measured: null, taught: false, version: 1, ...over,
});
const score = { by: 'stretch', groups: 12, cycles: 40, r2: 0.8, mae: 0.01, coverage: 0.9, half: 0.02 } as const;
const version = { number: 1, learnt_us: 1e15, from_us: 1e15, to_us: 1e15, ended_us: null, why: null, parts: 40, level: 'D', inputs: 80, settings: 1, dropped: {}, took_s: 4, scores: { left_out: score, in_time: score, by_setting: null, random: null } } as const;
const holding = { verdict: 'holds', tests: 20, needs: 10, held: 18, low: 0.68, high: 0.99, off: 0.001, off_low: -0.002, off_high: 0.004 } as const;
const gauge = (over: Partial<GaugeQuantityView> = {}): GaugeQuantityView =>
  ({ name: 'weight_g', unit: 'g', state: 'ready', why: null, level: 'D', gathered: 40, curved: 40, wanted: 40, useful: true, version, holding, newest_us: 1e15, ...over });

test('a line on the tolerance counts good parts that are rejected and bad ones that pass, with their price', () => {
  const pairs = [pair(8, 8), pair(8.1, 8.3), pair(8.4, 8.1), pair(8.5, 8.5)];
  const tolerance = { low: 7.9, high: 8.2 };
  const told = sorted(pairs, tolerance, 0, { thrown_eur: 1, escaped_eur: 10 });
  expect([told.rejects.hits, told.rejects.of, told.escapes.hits, told.escapes.of]).toEqual([1, 2, 1, 2]);
  expect([told.thrown, told.escaped, told.unsorted]).toEqual([250, 2500, 5000]);
  expect(sorted(pairs, tolerance, 0.11, { thrown_eur: 1, escaped_eur: 10 }).escapes.hits).toBe(0);
  const best = cheapest(curve(pairs, tolerance, { thrown_eur: 1, escaped_eur: 10 }))!;
  expect(best.cost).toBeLessThan(told.thrown + told.escaped);
  expect(best.guard).toBeGreaterThanOrEqual(0.1);
});

test('tolerance and prices are written and read as the page\'s language does', async () => {
  await language.use('es');
  const ontolerance = vi.fn();
  render(Cost, { pairs: [pair(8, 8), pair(8.1, 8.3), pair(8.4, 8.1), pair(8.5, 8.5)], readings: [], unit: 'g', digits: 2, tolerance: { low: 7.9, high: 8.2 }, ontolerance });
  const [low, , thrown] = screen.getAllByRole('textbox') as HTMLInputElement[];
  expect([low!.value, thrown!.value]).toEqual(['7,9', '0,2']);
  await fireEvent.input(low!, { target: { value: '7,95' } });
  expect(ontolerance).not.toHaveBeenCalled();
  await fireEvent.change(low!);
  expect(ontolerance).toHaveBeenCalledWith({ low: 7.95, high: 8.2 });
  const sum = () => document.querySelector('.outcome .large')!.textContent;
  const before = sum();
  await fireEvent.input(thrown!, { target: { value: '0,4' } });
  expect(sum()).not.toBe(before);
  await language.use('en');
});

test('one reading of an empty scale does not make a hair of all others', () => {
  const { low, high } = mostly([0, ...Array.from({ length: 99 }, (_, i) => 8 + i / 1000)]);
  expect(low).toBeGreaterThan(7.9);
  expect(high).toBeLessThan(8.2);
});

test('ticks are round and no finer than they say', () => {
  const some = ticks({ low: 3.1952, high: 3.2099 }, 4);
  expect(some.length).toBeGreaterThan(1);
  expect(some.map((one) => one.toFixed(tickDigits(some)))).toEqual(['3.200', '3.205']);
  expect(digitsFor('g', 0.0033)).toBe(4);
  expect(example([1, 2, 3].map((one) => pair(one, one)), 1)).toEqual({ low: 1, high: 3 });
});

test('what is told is marked as sure, outside, doubtful or silent', () => {
  expect([reading(), reading({ in_experience: false }), reading({ trusted: false }), reading({ prediction: null })].map(sign)).toEqual(['sure', 'outside', 'doubtful', 'silent']);
});

test('outside what was learnt it says which number is, in a word that people know', () => {
  const outside = { name: 'cavity_at_200ms_bar', unit: 'bar', value: 412.34, low: 300, high: 380.5 };
  render(Say, { reading: reading({ in_experience: false, outside }), digits: 3 });
  expect(screen.getByText(/a number of the cavity pressure is 412\.3\sbar, learnt were 300\.0\sbar to 380\.5\sbar/)).toBeTruthy();
  expect(screen.queryByText(/nine of ten/)).toBeNull();
  expect(inputName('weight_g')).not.toBe('weight_g');
});

test('it says what is missing before it says anything, and since when it no longer holds', () => {
  const { unmount } = render(Statement, { gauge: gauge({ state: 'gathering', gathered: 12, version: null, useful: null }), digits: 3 });
  expect(screen.getByRole('status').textContent).toContain('12 of 40 measured parts yet.');
  unmount();
  render(Statement, { gauge: gauge({ state: 'broken', gathered: 3, useful: false, version: { ...version, ended_us: 1.79e15, why: 'coverage' }, holding: { ...holding, verdict: 'coverage', held: 9 } }), digits: 3 });
  const told = screen.getByRole('status').textContent!;
  expect(told).toContain('9 of 20 parts measured since');
  expect(told).toContain('40 parts made since then are measured: 3 are');
  expect(told).toContain('hardly better than the mean');
});
