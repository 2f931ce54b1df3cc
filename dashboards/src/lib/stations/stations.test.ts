import { render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Station from '../../pages/station.svelte';
import Stations from '../../pages/stations.svelte';
import type { EyesView, PicturedView, SandboxDesk, ShotDetail, StationView } from '../api';
import { firm } from '../firm/store.svelte';
import { live } from '../live.svelte';
import { desk } from '../sandbox/desk.svelte';
import { cell, health, shot } from '../test-data';
import { bench } from './bench.svelte';
import Callout from './Callout.svelte';
import { beside, has, parted, strong } from './evidence';
import { looks, queryOf } from './looks';
import { around, seen } from './spot';
import { type Facts, stageOf } from './stage';
import { cellOf, stays, stepOf, toPage } from './steps';
import { forget, sentence } from './told';
import { learns } from './warm';

// jsdom paints nothing
vi.mock('uplot', () => ({ default: class { static tzDate = (date: Date) => date; over = document.createElement('div'); hooks = {}; setData() {} setScale() {} setSize() {} setCursor() {} valToPos() { return 0; } destroy() {} } }));
Element.prototype.scrollIntoView ??= () => undefined;
const ends = { low: 1, likely: 2, high: 3 };
const told = (over: Partial<StationView['breaks']> = {}): StationView => ({
  station: 'pressure-curve', order: 20, icon: 'curve', title: 'The pressure curve', lead: 'Each shot draws a line.', language: 'en', minutes: { owner: 4, it: 8 }, essential_for: [], needs: { sensor_level: 1, it_level: 1 }, evidence: over.evidence ?? 'refused',
  cell: 'gears', see: { page: '/cell/{cell}', point_at: 'curve' }, caught: { page: '/inspections?cell={cell}', point_at: '' },
  breaks: { machine: 'bottle-cap', deed: { fault: '', level: 1, unplug: false, trespass: true, setting: '', share: 1 }, pace: 1, within_s: 60, evidence: 'refused', quantity: '', ...over },
  takes: { once_eur: ends, once_per_press_eur: ends, yearly_eur: ends, yearly_per_press_eur: ends, own_yearly_h: ends, weeks: ends, source: 'estimate', skills: ['reads-curves'], suppliers: ['integrator'] }, presses: 4, once_eur: ends,
  sections: { problem: '<p>Nobody sees it.</p>', see: '<p>The line is the pressure. The band is usual.</p>', break: '<p>Break it.</p>', caught: '<p>It is caught.</p>', mine: '<p>Yours.</p>', guide: '<p>Ask the group first.</p>', takes: '<p>Work.</p>', 'not-for-you': '<p>Cheap parts.</p>', people: '<p>Operators.</p>' },
  answers: [{ name: 'old-press', html: '<p>Yes.</p>' }], learns: ['curve-reading'],
});
const view = (over: Partial<SandboxDesk> = {}): SandboxDesk => ({ mine: null, minutes: 30, size: 12, free: 12, why_not: null, watch: null, machines: [{ machine: 'bottle-cap', title: 'Bottle caps', product: '', press: '', material: '', translations: {} }], ...over });
const mine = (machine = 'bottle-cap') => ({ cell: 'sandbox-1', machine, expires_us: 9e15, problem: null });

let station: StationView, sandbox: SandboxDesk, eyes: EyesView, pictured: PicturedView | null;
const looking: EyesView = { state: 'learning', since_us: 1.79e15, waiting: 0, limit: 64, skipped: 0, worker: { state: 'running', started: 1, why: null }, cells: [], models: [], learning: [{ name: 'closure-part', state: 'picturing', share: 0.3, why: null, since_us: Date.now() * 1000 - 120e6, took_s: null }] };
const posted: [string, unknown][] = [];
const asked: string[] = [];
const control = { cell: 'sandbox-1', run: 'r-1', clock_us: 1.79e15, pace: 10, counter: 100, faults: [] as object[], settings: [] };
beforeEach(() => {
  forget();
  firm.forget();
  [station, sandbox, eyes, pictured] = [told(), view(), looking, null];
  posted.length = asked.length = 0;
  desk.view = desk.problem = bench.station = bench.done = bench.found = bench.warm = bench.control = null;
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells: [cell({ cell: 'gears', title: 'Press 4' }), cell({ cell: 'sandbox-1', sandbox: true })] });
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push(url);
    const say = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
    if (options?.method === 'POST') {
      posted.push([url, JSON.parse(String(options.body ?? 'null'))]);
      if (url.endsWith('/cells/gears/setting')) return say({ detail: 'no' }, 403);
      if (url.endsWith('/inject')) control.faults = [{ name: 'worn_check_ring', onset_us: control.clock_us, severity: 0.9, strength: 0.9, shape: 'step', time_constant_s: 0 }];
      if (url.endsWith('/clear')) control.faults = [];
      return say(control);
    }
    if (url.includes('/stations/')) return say(station);
    if (url.includes('/stations')) return say({ stations: [station], problems: ['x.yaml: line 3'] });
    if (url.endsWith('/eyes')) return say(eyes);
    if (url.includes('/pictured')) return say(pictured);
    if (url.includes('/inspections')) return say({ inspections: [], next: null });
    if (url.endsWith('/sandbox')) return say(sandbox);
    if (url.includes('/control/cells/sandbox-1')) return say(control);
    if (url.endsWith('/template')) return say({ shots: 0, same_settings: true, from_us: null, to_us: null, curves: [] });
    if (/\/shots\/[^?]+$/.test(url)) return say({ shot: shot(), curves: [], phases: [], measurements: [], pictures: [], bands: [], findings: [], inspections: [], unseen: [], previous: null, next: null });
    if (url.includes('/shots?')) return say(Array.from({ length: 24 }, (_, i) => shot({ id: `s-${i}`, run: 'r-1' })));
    return say([]);
  });
  control.faults = [];
  location.hash = '#/station/pressure-curve';
});
afterEach(() => { vi.unstubAllGlobals(); location.hash = ''; });
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);
const at = async (step: string) => { location.hash = `#/station/pressure-curve?step=${step}`; window.dispatchEvent(new HashChangeEvent('hashchange')); await Promise.resolve(); };

const FACTS: Facts = { desk: view(), machine: 'bottle-cap', trespass: false, teaches: false, runs: false, warm: null, done: false };
test.each<[string, Partial<Facts>]>([
  ['asking', { desk: null }], ['borrow', {}], ['full', { desk: view({ free: 0 }) }], ['none', { machine: 'loom' }], ['none', { desk: view({ why_not: { detail: 'no', code: 'x', params: {} } }) }],
  ['change', { desk: view({ mine: mine('toy-gear') }) }], ['broken', { desk: view({ mine: { ...mine(), problem: 'gone' } }) }], ['starting', { desk: view({ mine: mine() }) }],
  ['warming', { desk: view({ mine: mine() }), runs: true, warm: { gathered: 3, wanted: 12 } }], ['ready', { desk: view({ mine: mine() }), runs: true, warm: { gathered: 12, wanted: 12 } }],
  ['done', { desk: view({ mine: mine() }), runs: true, done: true }], ['ready', { trespass: true, desk: null }], ['signed-in', { trespass: true, teaches: true }], ['done', { trespass: true, done: true }],
])('a visitor is %s', (stage, over) => expect(stageOf({ ...FACTS, ...over })).toBe(stage));

test('addresses: steps, the press that is shown, the page itself, and who has left', () => {
  expect([stepOf('caught'), stepOf('nonsense'), stepOf(null)]).toEqual(['caught', 'problem', 'problem']);
  expect([cellOf(station, 'caught', null), cellOf(station, 'caught', mine()), cellOf(station, 'see', mine()), cellOf(station, 'caught', mine('toy-gear'))]).toEqual(['gears', 'sandbox-1', 'gears', 'gears']);
  expect(toPage('vision', 'caught', station.caught, 'a b')).toBe('#/inspections?cell=a+b&tour=vision&at=caught');
  expect(['#/station/vision?step=see', '#/cell/x?tour=vision&at=see', '#/cell/x', '#/station/energy', ''].map((hash) => stays(hash, 'vision'))).toEqual([true, true, false, false, false]);
});

test('each page has a look of its own, some one for each thing that is pointed at', () => {
  expect(looks('/hood', 'counters')).not.toBe(looks('/hood', 'quarantine'));
  expect(looks('/quality/x?quantity=a', 'chart')).not.toBe(looks('/cell/x', 'curve'));
  expect(looks('/unknown')).toBe(looks('/cell/x', 'curve'));
  expect(queryOf('/quality/x?quantity=a').get('quantity')).toBe('a');
});

test('one sentence is taken from a text, without its markup', () => {
  expect(sentence('<p>At <em>1.5</em> s the line leaves. Then it ends.</p>')).toBe('At 1.5 s the line leaves.');
  expect(sentence('<p>No end</p>')).toBe('No end');
});

test('what stands out by chance is no evidence', () => {
  const finding = (key: string) => ({ analysis: 'stands_out', key, numbers: {} });
  const of = (keys: string[], distance: number): Pick<ShotDetail, 'findings' | 'bands'> => ({ findings: keys.map(finding), bands: [{ name: 'cavity_pressure_maximum_bar', distance } as ShotDetail['bands'][number]] });
  expect(strong(of(['usual'], 0))).toBeNull();
  expect(strong(of(['lowest_cavity', 'changed'], -1.2))).toBeNull();
  expect(strong(of(['lowest_cavity'], -4))?.key).toBe('lowest_cavity');
  expect(strong(of(['changed', 'cushion_low'], -1))?.key).toBe('cushion_low');
});

test('a quantity has moved when it lies beyond chance, and not before five shots', () => {
  const before = [10, 10.1, 9.9, 10, 10.05, 9.95, 10, 10.1, 9.9, 10];
  expect(beside(before.slice(0, 7), [12])).toBeNull();
  expect(has(beside(before, [12, 12, 12, 12])!)).toBe(false);
  expect(has(beside(before, [12, 12, 12, 12, 12])!)).toBe(true);
  expect(has(beside(before, [10, 10.1, 9.9, 10.05, 10])!)).toBe(false);
  const shots = [shot({ started_us: 30, values: { a: 3 } }), shot({ started_us: 20, values: { a: 2 }, quality: 1 }), shot({ started_us: 10, values: { a: 1 } }), shot({ started_us: 5, values: { a: 9 }, run: 'other' })];
  expect(parted(shots, 'a', { cell: 'c', run: 'r-1', us: 25 })).toEqual([[1], [3]]);
});

test('a fault that is to be named needs a template first', () => {
  expect(learns(told({ evidence: 'called' }))).toBe(true);
  expect(learns({ ...told({ evidence: 'stands_out' }), caught: { page: '/process/{cell}', point_at: '' } })).toBe(true);
  expect(learns(told({ evidence: 'stands_out' }))).toBe(false);
});

test('the tour lights what can be seen, and its sentence does not lie on it', () => {
  expect(seen({ top: 10, left: 10, width: 0, height: 40 })).toBeNull();
  expect(seen({ top: 10, left: 10, width: 100, height: 40 })).toEqual({ top: 4, left: 4, width: 112, height: 52 });
  expect([around(null, 800), around({ top: 0, left: 0, width: 9, height: 200 }, 800), around({ top: 500, left: 0, width: 9, height: 200 }, 800)]).toEqual([true, false, true]);
});

test('all stations stand in the order of the tour; a file that cannot be read is named', async () => {
  const { container } = render(Stations);
  const link = await screen.findByRole('link', { name: /The pressure curve/ });
  expect(link.getAttribute('href')).toBe('#/station/pressure-curve');
  expect(link.textContent).toMatch(/Stop 1 of 1.*4 to 8\u00a0min/);
  expect(screen.getByText(/left out: x.yaml/)).toBeTruthy();
  await clean(container);
});

test('a station has five steps and answers; its notes are for the guide', async () => {
  const { container } = render(Station, { params: { station: 'pressure-curve' } });
  await screen.findByText('Nobody sees it.');
  expect(screen.getByRole('link', { name: /Problem/ }).getAttribute('aria-current')).toBe('step');
  expect(screen.getByText('Does it work on my press of 1998?')).toBeTruthy();
  expect(screen.queryByText('Ask the group first.')).toBeNull();
  await clean(container);
  location.hash = '#/station/pressure-curve?step=see&notes=1';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await screen.findByText('Ask the group first.');
  expect(screen.getByRole('link', { name: /Next: Break/ }).getAttribute('href')).toBe('#/station/pressure-curve?step=break&notes=1');
  expect((await screen.findByRole('link', { name: /Open the page itself/ })).getAttribute('href')).toBe('#/cell/gears?tour=pressure-curve&at=see');
  await clean(container);
});

test('who tries to turn a press of the plant is refused, and that is the evidence', async () => {
  const { container } = render(Station, { params: { station: 'pressure-curve' } });
  await at('break');
  (await screen.findByRole('switch', { name: /Turn a press of the plant/ })).click();
  await screen.findByText(/Only an instructor may do this/);
  expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('true');
  await clean(container);
});

test('a press is broken with one switch, and mended by it or by leaving', async () => {
  station = told({ evidence: 'moved', quantity: 'cycle_time_s', pace: 10, deed: { fault: 'worn_check_ring', level: 0.9, unplug: false, trespass: false, setting: '', share: 1 } });
  sandbox = view({ mine: mine() });
  const { container } = render(Station, { params: { station: 'pressure-curve' } });
  await at('break');
  (await screen.findByRole('switch', { name: /Break it/ })).click();
  await waitFor(() => expect(posted).toEqual([['/api/v1/control/cells/sandbox-1/inject', { name: 'worn_check_ring', severity: 0.9, shape: 'step', time_constant_s: 0, onset_s: 0 }]]));
  await screen.findByText(/watching whether a number leaves its usual range/);
  await clean(container);
  const looked = () => asked.filter((url) => url.includes('/control/cells/')).length;
  const before = looked();
  for (let seq = 2; seq < 12; seq += 1) { live.hear({ type: 'delta', seq, now_us: Date.now() * 1000, health: null, cells: [cell({ cell: 'sandbox-1', sandbox: true })] }); await Promise.resolve(); }
  expect(looked() - before).toBeLessThan(3); // what comes live does not start the looking anew
  await at('caught');
  expect(posted).toHaveLength(1); // he is still with the station
  location.hash = '#/';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await waitFor(() => expect(posted.at(-1)).toEqual(['/api/v1/control/cells/sandbox-1/clear', { name: 'worn_check_ring' }]));
  await waitFor(() => expect(bench.done).toBeNull());
});

test('who closes the page mends the press with it, and finds it so if his browser brings the page back', async () => {
  station = told({ evidence: 'moved', quantity: 'cycle_time_s', pace: 10, deed: { fault: 'worn_check_ring', level: 0.9, unplug: false, trespass: false, setting: '', share: 1 } });
  sandbox = view({ mine: mine() });
  render(Station, { params: { station: 'pressure-curve' } });
  await at('break');
  (await screen.findByRole('switch', { name: /Break it/ })).click();
  await waitFor(() => expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('true'));
  window.dispatchEvent(new Event('pagehide'));
  expect(posted.at(-1)).toEqual(['/api/v1/control/cells/sandbox-1/clear', { name: 'worn_check_ring' }]);
  await waitFor(() => expect(screen.getByRole('switch').getAttribute('aria-checked')).toBe('false'));
});

test('where no eyes judge yet, they say how far they are, and whoever breaks the press looks himself', async () => {
  station = told({ evidence: 'rejected', pace: 10, deed: { fault: 'parting_line_damage', level: 0.8, unplug: false, trespass: false, setting: '', share: 1 } });
  sandbox = view({ mine: mine() });
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells: [cell({ cell: 'gears', title: 'Press 4' }), cell({ cell: 'sandbox-1', sandbox: true, mould: 'Closure' })] });
  const { container } = render(Station, { params: { station: 'pressure-curve' } });
  await at('break');
  await screen.findByText(/First a sound one is pictured/);
  await screen.findByText(/At it since .+ for 2 minutes/);
  expect(screen.getByRole('progressbar', { name: /closure: part/i }).getAttribute('value')).toBe('0.3');
  pictured = { camera: 'part-3', shot_counter: 7, measured_us: 1.79e15, pictures: [{ sha256: 'a'.repeat(64), camera: 'part-3', light: 'diffuse', measured_us: 1.79e15, kept: true }] };
  (await screen.findByRole('switch', { name: /Break it/ }, { timeout: 4000 })).click();
  await screen.findByRole('heading', { name: /what is different now/ });
  await screen.findByText(/Show what was done/);
  expect(container.querySelector('.raw img, .raw svg')).not.toBeNull();
  expect(asked.some((url) => url.includes('verdict=reject'))).toBe(false); // nothing is waited for that cannot come
  await clean(container);
});

test('the tour over a page says one sentence, and ends with Escape', async () => {
  const ended = vi.fn();
  const { container } = render(Callout, { station: 'pressure-curve', at: 'see', onend: ended });
  const card = await screen.findByText(/The line is the pressure\./);
  expect(card.textContent).not.toMatch(/band/);
  expect(screen.getByRole('link', { name: /Back to the station/ }).getAttribute('href')).toBe('#/station/pressure-curve?step=see');
  await clean(container);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await waitFor(() => expect(screen.queryByText(/The line is the pressure/)).toBeNull());
  expect(ended).toHaveBeenCalledOnce();
});
