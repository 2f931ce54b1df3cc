import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { Band, Channel, FindingView, Standout } from '../api';
import { language } from '../i18n.svelte';
import { shot } from '../test-data';
import { Asking } from './asking.svelte';
import Counted from './Counted.svelte';
import { sentence } from './finding';
import { byDistance, byWatch, changes, firstChoice, grouped, historyOf, worthABar, unitOf } from './groups';
import Parameters from './Parameters.svelte';
import Quality from './Quality.svelte';
import Reading from './Reading.svelte';
import Settings from './Settings.svelte';
import Standouts from './Standouts.svelte';
import Why from './Why.svelte';

afterEach(() => language.use('en'));

const band = (name: string, over: Partial<Band> = {}): Band =>
  ({ name, unit: 'bar', value: 100, low: 90, median: 100, high: 110, limit_low: null, limit_high: null, spread: 20, distance: 0, ...over });
const channel = (name: string, unit: string): Channel => ({ name, unit, meaning: '', type: 'float64', low: 0, high: 1, normal_low: null, normal_high: null, origin: 'simulated' });
const lowest: FindingView = { analysis: 'stands_out', key: 'lowest_cavity', numbers: { quantity: 'cavity_pressure_maximum_bar', value: 280.4, median: 602.5, unit: 'bar', percent: 53.4, shots: 352 } };
const usual: FindingView = { analysis: 'stands_out', key: 'usual', numbers: { shots: 40 } };
const settled = () => new Promise((done) => setTimeout(done, 5));

test('a finding is a sentence with its numbers in the language of the visitor', async () => {
  expect(sentence(lowest)).toBe('Lowest cavity pressure: 280\u00a0bar, 53.4\u00a0% below the median of 352 shots (603\u00a0bar).');
  await language.use('es');
  expect(sentence(lowest)).toContain('53,4');
});

test('how likely a cause is comes without decimals that nobody knows', () => {
  const seen: FindingView = { analysis: 'seen', key: 'caused', numbers: { defect: 'burn', cause: 'blocked_vents', percent: 99 } };
  expect(sentence(seen)).toMatch(/\(99\s%/);
  expect(sentence({ ...seen, numbers: { ...seen.numbers, percent: 15.9 } })).toMatch(/15\.9\s%/);
});

test('a quantity in a finding is told by its name', () => {
  const changed = { analysis: 'stands_out', key: 'changed', numbers: { quantity: 'set_hold_pressure_bar', before: 500, after: 600, unit: 'bar' } };
  expect(sentence(changed)).toContain('Set hold pressure');
});

test('the shot with the lowest cavity pressure is a link that says what, how much and when', () => {
  const standout: Standout = { shot: shot({ id: '1-2-3', values: { cavity_pressure_maximum_bar: 280.4 } }), finding: lowest };
  render(Standouts, { cell: 'imm-1', standouts: [standout], hours: 8, clock_us: 1.79e15 });
  const link = screen.getByRole('link');
  expect(link.getAttribute('href')).toBe('#/cell/imm-1/shot/1-2-3');
  expect(link.textContent).toContain('280\u00a0bar');
  expect(link.textContent).toContain('Lowest cavity pressure');
});

test('too few shots and still loading are different words', () => {
  const { unmount } = render(Standouts, { cell: 'a', standouts: [], hours: 8, clock_us: null });
  expect(document.body.textContent).toContain('Too few good shots');
  unmount();
  render(Standouts, { cell: 'a', standouts: null, hours: 8, clock_us: null });
  expect(document.body.textContent).toContain('Loading');
});

test('the reason that led here is told first, and "nothing stands out" never beside it', () => {
  render(Why, { findings: [usual], reason: lowest });
  expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual([sentence(lowest)]);
  expect(screen.getByRole('heading').textContent).toBe('Why it stands out');
});

test('causes and deviations come before mere changes, and the rest is there on request', () => {
  const finding = (key: string): FindingView => ({ analysis: 'stands_out', key, numbers: {} });
  const changed = Array.from({ length: 5 }, () => finding('changed'));
  render(Why, { findings: [finding('cavity_low'), ...changed, finding('earlier_changeover'), finding('cushion_high')], reason: null });
  const said = screen.getAllByRole('listitem').map((one) => one.textContent);
  expect(said).toHaveLength(5);
  expect(said.slice(0, 4)).toEqual(['cavity_low', 'earlier_changeover', 'cushion_high', 'changed'].map((key) => sentence(finding(key))));
  expect(screen.getByRole('button').textContent).toContain('8');
});

test('a usual shot is told quietly', () => {
  render(Why, { findings: [usual], reason: null });
  expect(screen.getByRole('heading').textContent).toBe('What is there to see');
});

test('what was not measured is a dash with words, never a zero', () => {
  const { container } = render(Reading, { value: null, unit: 'bar' });
  expect(container.textContent).toContain('–');
  expect(container.textContent).toContain('not measured');
});

test('quality is a shape and a word', () => {
  const { container } = render(Quality, { quality: 3, startUp: true });
  expect(container.querySelector('svg')).not.toBeNull();
  expect(container.textContent).toContain('failed cycle');
  expect(container.textContent).toContain('start-up');
});

test('produced is told as the sum of waiting and stored', () => {
  render(Counted, { counts: { produced: 100, receipted: 90, stored: 90, waiting: 10, dropped: 0, doubtful: false, counted_us: 1.79e15 } });
  expect(document.body.textContent!.replace(/\s+/g, ' ')).toMatch(/100 produced.*=.*10 waiting.*\+.*90 stored/);
  expect(document.body.textContent).toContain('on their way');
});

test('a changed setting tells what it was before', () => {
  render(Settings, { shot: shot({ settings: { set_hold_pressure_bar: 600 } }), before: shot({ settings: { set_hold_pressure_bar: 500 } }) });
  expect(document.body.textContent).toContain('500\u00a0bar → 600\u00a0bar');
});

test('eight bars are shown and the rest on request', () => {
  render(Parameters, { bands: Array.from({ length: 11 }, (_, i) => band(`q_${i}`)), shots: [], origin: 'real' });
  expect(screen.getByRole('button', { name: 'Show all 11' }).getAttribute('aria-expanded')).toBe('false');
  expect(document.querySelectorAll('.bullet')).toHaveLength(8);
});

test('outside a limit comes before outside the band, before far, before unmeasured', () => {
  const sorted = byDistance([
    band('missing', { value: null }), band('far', { distance: 3 }), band('near', { distance: 0.1 }), band('unusual', { value: 120, distance: 1 }), band('out', { value: 130, limit_high: 125 }),
  ]);
  expect(sorted.map((one) => one.name)).toEqual(['out', 'unusual', 'far', 'near', 'missing']);
});

test('on a cell the bars keep a moulder\'s order and what was not measured comes last', () => {
  const sorted = byWatch([band('odd'), band('cycle_time_s'), band('cavity_pressure_maximum_bar', { value: null }), band('cushion_volume_cm3')]);
  expect(sorted.map((one) => one.name)).toEqual(['cushion_volume_cm3', 'cycle_time_s', 'odd', 'cavity_pressure_maximum_bar']);
});

test('settings and what a machine never tells have no bar', () => {
  expect(worthABar([band('set_hold_time_s'), band('weight_g', { value: null, low: null }), band('cycle_time_s')], shot({ settings: { set_hold_time_s: 3 } })).map((one) => one.name)).toEqual(['cycle_time_s']);
});

test('channels are grouped as a moulder thinks of them', () => {
  const groups = grouped([channel('phase', ''), channel('power_kw', 'kW'), channel('cavity_pressure_bar', 'bar'), channel('hall_temperature_c', '°C'), channel('odd', 'V')]);
  expect(groups.map((one) => one.group)).toEqual(['pressure', 'energy', 'state', 'other']);
});

test('before anybody has chosen the pressures are charted, else whatever there is', () => {
  expect(firstChoice([channel('power_kw', 'kW'), channel('cavity_pressure_bar', 'bar'), channel('injection_pressure_bar', 'bar')])).toEqual(['cavity_pressure_bar', 'injection_pressure_bar']);
  expect(firstChoice([channel('phase', ''), channel('odd', 'V')])).toEqual(['odd']);
  expect(firstChoice([])).toEqual([]);
});

test('history runs from old to new and keeps what is missing', () => {
  expect(historyOf([shot({ values: { cycle_time_s: 2 } }), shot({ values: {} })], 'cycle_time_s')).toEqual([null, 2]);
});

test('only what was set differently is a change', () => {
  const [after, before] = [shot({ settings: { a: 2, b: 1, c: 3 } }), shot({ settings: { a: 1, b: 1 } })];
  expect(changes(after, before)).toEqual([{ name: 'a', before: 1, after: 2 }]);
  expect(changes(after, null)).toEqual([]);
});

test('the unit is read from the end of the name', () => {
  expect(['set_injection_flow_cm3_s', 'cushion_volume_cm3', 'cycle_time_s', 'barrel_zone_1_c', 'phase'].map(unitOf)).toEqual(['cm³/s', 'cm³', 's', '°C', '']);
});

test('the newest question wins and questions in between are not asked', async () => {
  const asking = new Asking<number>();
  let release = (_: number): void => undefined;
  const skipped = vi.fn(() => Promise.resolve(2));
  asking.ask(() => new Promise((done) => (release = done)));
  asking.ask(skipped);
  asking.ask(() => Promise.resolve(3));
  release(1);
  await settled();
  await settled();
  expect(asking.answer).toBe(3);
  expect(skipped).not.toHaveBeenCalled();
});

test('a failed question leaves the last answer and says why', async () => {
  const asking = new Asking<number>();
  asking.ask(() => Promise.resolve(1));
  await settled();
  asking.ask(() => Promise.reject(new Error('disk full')));
  await settled();
  expect([asking.answer, asking.problem]).toEqual([1, expect.stringContaining('disk full')]);
});

test('whoever has left a page gets no answers any more', async () => {
  const asking = new Asking<number>();
  asking.ask(() => Promise.resolve(1));
  asking.stop();
  await settled();
  expect(asking.answer).toBeNull();
});
