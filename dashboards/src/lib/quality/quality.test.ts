import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CapabilityView, ControlChart, ControlMark, QualityView } from '../api';
import { sentence } from '../cell/finding';
import { Look } from '../charts/look.svelte';
import { language, timeZone } from '../i18n.svelte';
import Assumes from './Assumes.svelte';
import Capability from './Capability.svelte';
import { asQuery, digitsFor, limitsAt, listed, mostly, numberOf, rulesAt, signs, told, verdict, wish } from './control';
import { heights, runs } from './controlOptions';
import Marks from './Marks.svelte';
import PointTable from './PointTable.svelte';

const LANGUAGES = Object.entries(import.meta.glob<Record<string, string>>('../../i18n/*.json', { eager: true, import: 'default' }));
const BEGIN = Date.UTC(2026, 11, 1, 8) * 1000;
const sizes = (chart: string) => (chart === 'individuals' ? [1] : chart === 'xbar_r' ? [2, 3, 4, 5] : [1, 2, 3]);
const mark = (points: number[], over: Partial<ControlMark> = {}): ControlMark =>
  ({ panel: 'individuals', rule: 'beyond', level: 'mark', points, shot: '1-9-9', since_shot: '1-2-2', since_us: BEGIN + points[0]! * 60e6, until_us: BEGIN + points.at(-1)! * 60e6, ...over });
const limits = { basis: 'moving_range', centre: 5, sigma: 0.02, phi: 0, count: 2, trimmed: 1, steady: true, reused: false, from_us: BEGIN, to_us: BEGIN + 120e6 } as const;
const stretch = { first: 0, last: 5, job: null, mould: null, settings: {}, left_out: 0, limits, reason: null, gathered: 3 } as const;
const line = (one: number | null) => [null, one, one, one, one, one];
const panel = { name: 'individuals', unit: 'cm³', values: [9, 5, 5, 5.1, 5.2, null], centre: line(5), lower: line(4.9), upper: line(5.1), alarm_lower: line(4.85), alarm_upper: line(5.15) };
const chart = (over: Partial<ControlChart> = {}): ControlChart => ({
  cell: 'imm-1', quantity: 'cushion_volume_cm3', unit: 'cm³', part: false, chart: 'individuals', size: 1, origin: 'simulated', shots: 6, needs: 50, reference: 200, mark_every: 1000, findings: [],
  points: (['aside', 'used', 'used', 'used', 'used', 'missing'] as const).map((kind, i) => ({ shot: `1-${i}-${i}`, measured_us: BEGIN + i * 60e6, counter: 100 + i, kind, taught: i === 1 || i === 2, stretch: 0 })),
  panels: [panel], marks: [mark([4], { level: 'alarm' }), mark([3, 4])], stretches: [{ ...stretch, settings: {} }], ...over,
});
const index = (value: number, reach: number) => ({ value, low: value - reach, high: value + reach });
const capability = (over: Partial<CapabilityView> = {}): CapabilityView => ({
  cell: 'imm-1', quantity: 'cushion_volume_cm3', unit: 'cm³', origin: 'simulated', low: 4.8, high: null, count: 60, from_us: BEGIN, to_us: BEGIN + 60e6, job: null, reason: null, needs: 30,
  cp: null, cpk: index(1.9, 0.2), pp: null, ppk: index(1.7, 0.2), mean: 5, within: 0.02, overall: 0.025, independent: 60, remarks: [], histogram: { edges: [4.9, 5, 5.1], counts: [20, 40] }, ...over,
});
const cushion: QualityView['quantities'][number] = { name: 'cushion_volume_cm3', unit: 'cm³', part: false, count: 6, level: 'B', process_low: 4, process_high: 6 };

beforeEach(() => { timeZone.current = 'UTC'; });
afterEach(() => { void language.use('en'); timeZone.current = 'Europe/Madrid'; });

test('the address keeps what was asked, and nothing that is usual', () => {
  const asked = wish(new URLSearchParams('quantity=weight_g&chart=xbar_r&size=4&limit=1000&low=7.9'), sizes);
  expect(asked).toEqual({ quantity: 'weight_g', chart: 'xbar_r', size: 4, limit: 1000, low: 7.9, high: null });
  expect(wish(new URLSearchParams(asQuery(asked)), sizes)).toEqual(asked);
  expect(asQuery(wish(new URLSearchParams(), sizes))).toEqual({});
});

test('what makes no sense in an address is as if it were not there', () => {
  expect(wish(new URLSearchParams('chart=pie&size=9&limit=3&low=abc&high='), sizes)).toEqual({ quantity: null, chart: 'individuals', size: 1, limit: 500, low: null, high: null });
  expect(wish(new URLSearchParams('chart=xbar_r&size=1'), sizes).size).toBe(5);
});

test('a tolerance may be typed with a comma, and zero is one', () => {
  expect(['7,95', ' 8 ', '0', '', 'x', null].map(numberOf)).toEqual([7.95, 8, 0, null, null, null]);
});

test('the newest mark comes first, and an alarm is not told again as a mark of the same points', () => {
  const found = listed([mark([1, 2, 3]), mark([7, 8], { level: 'alarm' }), mark([6, 7], { since_shot: '1-6-6' }), mark([7], { panel: 'moving_range' })]);
  expect(found.map(({ panel: of, level, points, since_shot }) => [of, level, points, since_shot])).toEqual([
    ['individuals', 'alarm', [6, 7, 8], '1-6-6'], ['moving_range', 'mark', [7], '1-2-2'], ['individuals', 'mark', [1, 2, 3], '1-2-2'],
  ]);
});

test('a sign stands on each of a few points, and on the last of many; the alarm is seen', () => {
  expect([...signs([mark([1, 2, 3, 4, 5]), mark([8, 9]), mark([9], { level: 'alarm' })])]).toEqual([[5, 'mark'], [8, 'mark'], [9, 'alarm']]);
  expect(rulesAt([mark([1]), mark([1], { level: 'alarm' }), mark([1, 2], { rule: 'trend' })], 1)).toEqual(['beyond', 'trend']);
});

test('each point says what it is to the chart', () => {
  expect(chart().points.map((_, i) => told(chart(), i))).toEqual(['aside', 'taught', 'taught', 'used', 'used', 'missing']);
  expect(told(chart({ stretches: [{ ...stretch, settings: {}, limits: null, reason: 'too_few' }] }), 3)).toBe('unjudged');
});

test('limits are told with as many decimals as it takes to tell values apart', () => {
  expect(digitsFor('bar', 0.03)).toBe(3);
  expect(digitsFor('g', 5)).toBe(3);
  expect(digitsFor('cm³', null)).toBe(2);
  expect(digitsFor('mm', 1e-9)).toBe(6);
  expect(limitsAt(panel, 1, 2)).toBe('limits 4.90 to 5.10\u00a0cm³');
  expect(limitsAt({ ...panel, lower: line(null) }, 1, 1)).toBe('limit 5.1\u00a0cm³');
  expect(limitsAt(panel, 0, 2)).toBe('no limits');
});

test('a start-up value far away does not flatten what is judged', () => {
  const [low, high] = heights({ panel, kinds: ['aside', 'used', 'used', 'used', 'used', 'missing'] });
  expect(high).toBeLessThan(5.4);
  expect(low).toBeLessThan(4.85);
  expect(runs([null, 1, 2, null, 3])).toEqual([[1, 2], [4, 4]]);
});

test('a capability is judged by its whole interval', () => {
  expect([index(1.7, 0.2), index(1.4, 0.2), index(1, 0.2), null].map((ppk) => verdict({ ppk }))).toEqual(['fits', 'unsure', 'misses', null]);
  expect(mostly({ edges: [0, 1, 2, 3, 4], counts: [1, 9, 9, 1] })).toEqual([1, 3]);
});

test('capability in words: indices with intervals, or why there are none', async () => {
  const ontolerance = vi.fn();
  const { rerender } = render(Capability, { answer: capability({ remarks: ['not_normal'] }), quantity: cushion, low: 4.8, high: null, ontolerance });
  expect(screen.getByText(/Delivered parts fit: Ppk is above 1.33/)).toBeTruthy();
  expect(screen.getByText(/95\s*%: 1.50 to 1.90/)).toBeTruthy();
  expect(screen.getAllByText('needs both sides')).toHaveLength(2);
  expect(screen.getByText(/not normal: read the indices with care/)).toBeTruthy();
  expect(screen.getByText(/process limits of 4.00 to 6.00.*not what the customer accepts/)).toBeTruthy();
  await rerender({ answer: capability({ reason: 'too_few', count: 12, ppk: null, cpk: null }), low: 4.8, high: 5.2 });
  expect(screen.getByText('No index is told: 12 good shots, it takes 30.')).toBeTruthy();
  const upper = screen.getByLabelText(/Upper tolerance/);
  await fireEvent.input(upper, { target: { value: '5,25' } });
  expect(ontolerance).not.toHaveBeenCalled(); // each asks the hub: it is told once it is written
  await fireEvent.change(upper);
  expect(ontolerance).toHaveBeenCalledWith(4.8, 5.25);
});

test('a tolerance is written and read as the page\'s language does, and what is none says so', async () => {
  await language.use('es');
  const ontolerance = vi.fn();
  render(Capability, { answer: capability(), quantity: cushion, low: 4.8, high: null, ontolerance });
  const [lower, upper] = screen.getAllByRole('textbox') as [HTMLInputElement, HTMLInputElement];
  expect([lower.value, upper.value]).toEqual(['4,8', '']);
  for (const [written, read] of [['1.250,5', 1250.5], ['5,2,1', null]] as const) {
    await fireEvent.input(upper, { target: { value: written } });
    await fireEvent.change(upper);
    expect(ontolerance).toHaveBeenLastCalledWith(4.8, read);
  }
  expect(screen.getByText('Esto no es una cifra; una sería 3,5.')).toBeTruthy();
  await language.use('en');
});

test('a mark leads to its shot, and its place is shown when it is reached', () => {
  const look = new Look();
  render(Marks, { chart: chart({ marks: [mark([4], { level: 'alarm' }), mark([2, 3], { rule: 'trend', since_shot: '1-0-0' })] }), look });
  const links = screen.getAllByRole('link');
  expect(links.map((one) => one.getAttribute('href'))).toEqual(['#/cell/imm-1/shot/1-2-2', '#/cell/imm-1/shot/1-0-0']);
  expect(screen.getByText('Alarm')).toBeTruthy();
  links[1]!.focus();
  expect(look.at).toBe(2);
});

test('what a chart assumes is told: what taught the limits, whether it was steady, what chance does', async () => {
  const { rerender } = render(Assumes, { chart: chart() });
  expect(screen.getByText(/2 points from .* taught the limits; 1 outliers/)).toBeTruthy();
  expect(screen.getByText(/fixed after 200 good points, there are 3/)).toBeTruthy();
  expect(screen.getByText(/one point in 1,000 .* one in 60,000/)).toBeTruthy();
  await rerender({ chart: chart({ stretches: [{ ...stretch, settings: {}, limits: { ...limits, steady: false, basis: 'ar1', phi: 0.42, reused: true } }] }) });
  expect(screen.getByText(/The reference drifted/)).toBeTruthy();
  expect(screen.getByText(/correlation 0.42/)).toBeTruthy();
  expect(screen.getByText(/an earlier job with the same mould/)).toBeTruthy();
  await rerender({ chart: chart({ stretches: [{ ...stretch, settings: {}, limits: null, reason: 'too_few', left_out: 4 }] }) });
  expect(screen.getByText(/There are no limits: too few shots yet. There are 3 good points; it takes 50./)).toBeTruthy();
  expect(screen.getByText(/4 start-up, interrupted or unread/)).toBeTruthy();
});

test('the table tells each point with its state and its rules', async () => {
  render(PointTable, { chart: chart() });
  const details = screen.getByRole('group') as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  expect(await screen.findByText('judged, Beyond the limit', { selector: 'tr:nth-child(2) td' })).toBeTruthy();
  expect(screen.getByText('start-up or interrupted, not judged')).toBeTruthy();
});

test('the finding is a sentence with the rule in words and the time at the plant, in each language', async () => {
  const finding = { analysis: 'under_control', key: 'alarm_now', numbers: { quantity: 'cushion_volume_cm3', level: 'B', rule: 'one_side', since_us: BEGIN, count: 14, shots: 80 } };
  expect(sentence(finding)).toMatch(/^Cushion.* is out of control since 1 Dec(?: \d{4})?, 08:00. Rule: 14 points in a row on one side; points: 14.$/);
  await language.use('es');
  expect(sentence(finding)).toMatch(/fuera de control desde el 1 dic(?: \d{4})?, 08:00/);
});

test.each(LANGUAGES)('every word of a chart is there in %s', (_, words) => {
  const names = {
    'quality.chart': ['individuals', 'xbar_r', 'ewma', 'cusum'], 'quality.panel': ['individuals', 'moving_range', 'means', 'ranges', 'ewma', 'cusum_up', 'cusum_down'],
    'spc.rule': ['beyond', 'range_beyond', 'ewma_beyond', 'cusum_up', 'cusum_down', 'two_of_three', 'one_side', 'trend'], 'spc.basis': ['moving_range', 'ar1', 'within', 'between'],
    'spc.reason': ['too_few', 'no_spread', 'no_tolerance', 'tolerance_reversed'], 'spc.remark': ['not_normal', 'autocorrelated', 'few_independent'], 'quality.level': ['A', 'B', 'D', 'part', 'mark', 'alarm'],
  };
  for (const [group, members] of Object.entries(names)) for (const name of members) expect(words[`${group}.${name}`], `${group}.${name}`).toBeTruthy();
});
