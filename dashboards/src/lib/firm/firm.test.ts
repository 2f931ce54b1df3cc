import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import MyFirm from '../../pages/my-firm.svelte';
import type { EffectsView, EffectView, FirmFigures, RoadMapAssessment, RoadMapView } from '../api';
import openapi from '../../../openapi.json';
import { language } from '../i18n.svelte';
import Mine from '../stations/Mine.svelte';
import { forget } from '../stations/told';
import { complete, FIELDS, faultOf, missing } from './fields';
import { place, scaleOf } from './scale';
import { firm, read } from './store.svelte';
import { rounded } from '../roadmap/euros';
import { wishes } from '../roadmap/wishes.svelte';
import { assumption, ofTen, payback } from './words';

type Limits = Record<string, { minimum?: number; exclusiveMinimum?: number; maximum?: number; default: number | boolean }>;
const asked = openapi.components.schemas.Firm.properties as unknown as Limits;
const EXAMPLE = Object.fromEntries(Object.entries(asked).map(([name, one]) => [name, one.default])) as unknown as FirmFigures;
const ends = (low: number, likely: number, high: number) => ({ low, likely, high });
const effect = (over: Partial<EffectView> = {}): EffectView => ({
  station: 'pressure-curve', effect: 'pressure_curve', gain_eur: ends(2000, 5000, 9000), net_eur: ends(500, 3400, 7000), once_eur: ends(6000, 10_200, 17_000), yearly_eur: ends(700, 1400, 2500),
  payback_months: 36, pays_pct: 44, verdict: 'may_pay', lacks: ['sensor_level'],
  gains: [{ kind: 'claims', eur: ends(300, 800, 1500), hours: ends(0, 0, 0), counted: 'money' }, { kind: 'machine_hours', eur: ends(0, 0, 0), hours: ends(20, 61, 130), counted: 'freed' }],
  swings: [{ name: 'runs_pct', at_low_eur: 900, at_high_eur: 6000 }],
  assumes: [{ name: 'runs_pct', low: 15, likely: 30, high: 50, unit: '%', source: 'estimate', own: null }], workings: {}, ...over,
});
const YEAR = { planned_h: 50_400, run_h: 33_000, parts: 1, kg: 356_000, material_eur: 1, energy_kwh: 1, energy_eur: 1, scrap_parts: 1, scrap_kg: 1, scrap_eur: 23_700, changeovers: 752, changeover_h: 1354, stops_h: 658, inspect_eur: 1, changeovers_by_batch: 1 };
const out: RoadMapView['left_out'][number] = {
  step: 'pressure-curve', station: 'pressure-curve', station_title: 'The pressure curve', title: 'The pressure curve', bet: true, pays_pct: 38, once_eur: ends(6000, 10_200, 17_000), net_eur: ends(500, 3400, 7000), reasons: [{ code: 'bet', params: {}, text: 'A bet: in 3 of 10 cases.' }],
  needs: [{ kind: 'figure', name: 'scrap_pct', at_least: true, value: 6.2, today: 3.5, low: 3.5, high: 10.5, unit: '%', text: 'Scrap: at least 6.2 % (today 3.5 %).' }],
};
const PLAN = { best: [], next: 'pressure-curve', sure_pct: 70, summary: 'None fits. The next does so in 3 of 10.', steps: [], left_out: [out] } satisfies Partial<RoadMapView>;
const ASSESSMENT = { areas: [], questions: [
  { question: 'register', area: 'machines', sets: null, ask: 'Is there a list?', answers: [{ answer: 'none', level: 0, words: 'No list' }] },
  { question: 'measured', area: 'machines', sets: 'sensor_level', ask: 'What is measured?', answers: [{ answer: 'nothing', level: 0, words: 'Nothing at all' }, { answer: 'every_shot', level: 3, words: 'Every shot of most presses' }] },
] } satisfies RoadMapAssessment;
let answers: EffectsView;
let planFails = false;
const sent: unknown[] = [];

beforeEach(() => {
  firm.forget();
  forget();
  sent.length = 0;
  planFails = false;
  answers = { year: YEAR, doubts: [], answered: [], effects: [effect()] };
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    if (url.includes('/firm/effects')) { sent.push(JSON.parse(String(options!.body))); return Promise.resolve(new Response(JSON.stringify(answers))); }
    if (url.includes('/roadmap/plan')) return planFails ? Promise.reject(new TypeError('away')) : Promise.resolve(new Response(JSON.stringify(PLAN)));
    if (url.includes('/roadmap/assessment')) return Promise.resolve(new Response(JSON.stringify(ASSESSMENT)));
    if (url.includes('/firm/examples')) return Promise.resolve(new Response(JSON.stringify([{ name: 'forty-five', title: '45 people', translations: {}, firm: EXAMPLE }])));
    return Promise.resolve(new Response(JSON.stringify({ stations: [{ station: 'pressure-curve', title: 'The pressure curve' }], problems: [] })));
  });
});
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);

test('a plan that could not be made anew says that it is the one before', async () => {
  firm.begin(EXAMPLE, 'forty-five');
  const { container } = render(MyFirm);
  await screen.findByText(/None fits/);
  expect(container.querySelector('.old')).toBeNull();
  planFails = true;
  firm.set('scrap_pct', 9);
  expect(await screen.findByText(/the plan before your last change/, {}, { timeout: 3000 })).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/None fits/).closest('.old')).toBeTruthy());
});

test('every figure of a firm is asked for once, and within what the hub takes', () => {
  expect(FIELDS.map(({ name }) => name).sort()).toEqual(Object.keys(asked).sort());
  for (const { name, low, high, kind } of FIELDS.filter((one) => one.kind !== 'yes')) {
    const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = asked[name]!;
    expect(low >= minimum && low > exclusiveMinimum && high <= maximum, `${name} ${kind}`).toBe(true);
  }
  expect(complete(EXAMPLE)).toEqual(EXAMPLE);
});

test('what is wrong with a figure has a name', () => {
  const of = (name: string) => FIELDS.find((one) => one.name === name)!;
  expect(faultOf(of('presses'), {})).toBe('missing');
  expect(faultOf(of('presses'), { presses: 0 })).toBe('low');
  expect(faultOf(of('presses'), { presses: 2.5 })).toBe('whole');
  expect(faultOf(of('scrap_pct'), { scrap_pct: 70 })).toBe('high');
  expect(faultOf(of('bottleneck'), { bottleneck: false })).toBeNull();
  expect(missing({ ...EXAMPLE, people: undefined as unknown as number }).map(({ name }) => name)).toEqual(['people']);
});

test('a firm stays in the window until its owner lets the device keep it, and is forgotten whole', () => {
  firm.begin(EXAMPLE, 'forty-five');
  firm.suppose('pressure-curve', 'runs_pct', 12);
  expect([localStorage.getItem('sprue.firm'), sessionStorage.getItem('sprue.firm')?.length! > 10]).toEqual([null, true]);
  firm.keep(true);
  expect([sessionStorage.getItem('sprue.firm'), read(localStorage.getItem('sprue.firm')).own]).toEqual([null, { 'pressure-curve': { runs_pct: 12 } }]);
  firm.load();
  expect([firm.current, firm.stays]).toEqual([EXAMPLE, true]);
  firm.suppose('pressure-curve', 'runs_pct', null);
  expect(firm.own).toEqual({});
  firm.set('people', null);
  expect(firm.current).toBeNull();
  firm.forget();
  expect([firm.current, firm.begun, localStorage.getItem('sprue.firm'), sessionStorage.getItem('sprue.firm')]).toEqual([null, false, null, null]);
});

test('what another page wrote is read as far as it can be understood', () => {
  expect(read('{').draft).toEqual({});
  expect(read('[1]').own).toEqual({});
  expect(read(JSON.stringify({ draft: { people: 'many', presses: 3, unknown: 1 }, own: { a: { b: 'c', d: 2 }, e: 3 } }))).toEqual({ draft: { presses: 3 }, own: { a: { d: 2 }, e: {} }, example: null, touched: true });
});

test('an estimate is told in figures that can be believed', () => {
  expect([7.4, 123, 1234, 23_456, -1234].map(rounded)).toEqual([7, 120, 1200, 23_500, -1200]);
  expect([payback({ payback_months: null }), payback({ payback_months: 0.2 }), payback({ payback_months: 36 })]).toEqual(['does not pay itself back', 'pays itself back in 1 month', 'pays itself back in 3.0 years']);
  expect([0, 44, 45, 69.9, 70, 100].map(ofTen)).toEqual([0, 4, 4, 6, 7, 10]);
});

test('an assumption is typed to its end: the panel stays open and the focus where it is', async () => {
  firm.begin(EXAMPLE, 'forty-five');
  const { container } = render(MyFirm);
  await screen.findByText(/None fits/);
  const panel = [...container.querySelectorAll<HTMLDetailsElement>('.effect > details')].at(-1)!;
  panel.open = true;
  const box = panel.querySelector('input')!;
  box.focus();
  await fireEvent.input(box, { target: { value: '2' } });
  answers = { ...answers, effects: [effect({ net_eur: ends(400, 3000, 6000) })] };
  await screen.findByText(/3,000/, {}, { timeout: 3000 });
  await fireEvent.input(box, { target: { value: '20' } });
  await waitFor(() => expect((sent.at(-1) as { own: unknown }).own).toEqual({ 'pressure-curve': { runs_pct: 20 } }), { timeout: 3000 });
  expect([panel.open, document.activeElement === box]).toEqual([true, true]);
});

test('a group of figures stays open while it is filled in', async () => {
  firm.begin({}, null);
  const { container } = render(MyFirm);
  const group = container.querySelectorAll<HTMLDetailsElement>('details.card')[1]!;
  group.open = true;
  await fireEvent(group, new Event('toggle'));
  await fireEvent.input(group.querySelector('input')!, { target: { value: '20' } });
  await waitFor(() => expect(firm.draft.part_g).toBe(20));
  expect(group.open).toBe(true);
});

test('a figure that is wrong dims what was reckoned on the way to it', async () => {
  firm.begin(EXAMPLE, 'forty-five');
  const { container } = render(MyFirm);
  await screen.findByText(/None fits/);
  const scrap = screen.getByLabelText('Scrap') as HTMLInputElement, before = sent.length;
  await fireEvent.input(scrap, { target: { value: '10' } });
  await fireEvent.input(scrap, { target: { value: '100' } });
  expect(await screen.findByText(/These are the results of earlier figures/)).toBeTruthy();
  await new Promise((done) => setTimeout(done, 600)); // longer than the fingers rest
  expect([sent.length, container.querySelector('.effect')!.classList.contains('old')]).toEqual([before, true]);
});

test('a figure is read as the language writes it, shown so afterwards, and what is none says so', async () => {
  await language.use('es');
  firm.begin(EXAMPLE, 'forty-five');
  render(MyFirm);
  const claims = (await screen.findByLabelText('Reclamaciones')) as HTMLInputElement;
  await fireEvent.input(claims, { target: { value: '26.000' } });
  expect([firm.draft.claims_eur_year, claims.value]).toEqual([26_000, '26.000']);
  await fireEvent.input(claims, { target: { value: '4.25' } }); // a keyboard with one sign only
  await fireEvent.blur(claims);
  await waitFor(() => expect([firm.draft.claims_eur_year, claims.value]).toEqual([4.25, '4,25']));
  await fireEvent.input(claims, { target: { value: '4,25 o así' } });
  expect(await screen.findByText('Esto no es una cifra; una sería 3,5.')).toBeTruthy();
  expect([firm.draft.claims_eur_year, claims.getAttribute('aria-invalid')]).toEqual([undefined, 'true']);
});

test('one figure that lacks is named wherever the example stands in for the firm', async () => {
  firm.begin(EXAMPLE, 'forty-five');
  firm.set('material_eur_kg', null);
  render(Mine, { station: 'pressure-curve' });
  expect(await screen.findByRole('heading', { name: 'For the example firm' })).toBeTruthy();
  expect(screen.getByText(/^Figures of your firm that are missing or cannot be used: 1, first “Material”/)).toBeTruthy();
  firm.set('material_eur_kg', 2);
  expect(await screen.findByRole('heading', { name: 'For your firm' })).toBeTruthy();
  expect(screen.queryByText(/^Figures of your firm/)).toBeNull();
});

test('one scale holds all ends, and zero', () => {
  const scale = scaleOf([ends(100, 200, 300), ends(-50, 0, 20)]);
  expect(place(-50, scale)).toBeGreaterThan(0);
  expect(place(300, scale)).toBeLessThan(100);
  expect(place(0, scaleOf([]))).toBeGreaterThan(0);
});

test('a visitor begins with an example, changes a figure, and supposes otherwise', async () => {
  const { container } = render(MyFirm);
  (await screen.findByRole('button', { name: '45 people' })).click();
  await screen.findByRole('link', { name: 'The pressure curve' });
  expect(screen.getByText(/61.h a year of capacity freed: 0.€ today/)).toBeTruthy();
  expect(screen.getByText(/pays back within three years in 4 of 10 cases/)).toBeTruthy();
  expect(await screen.findByText(/None fits\. The next does so in 3 of 10\./)).toBeTruthy();
  const asks = screen.getAllByText('What would have to be true').map((one) => one.closest('details')!);
  expect(asks.length).toBe(2); // of the nearest, and of the station below
  asks[0]!.open = true;
  await waitFor(() => expect(screen.getAllByText('Scrap: at least 6.2 % (today 3.5 %).').length).toBe(2), { timeout: 3000 });
  expect(screen.getByText(/A higher level is needed first in “What the presses tell today”/)).toBeTruthy();
  await clean(container);
  expect(screen.getAllByText('A bet: in 3 of 10 cases.').length).toBe(1); // of the nearest; the station itself says that it may pay
  answers = { ...answers, doubts: ['more_equipped'], effects: [effect({ verdict: 'pays', pays_pct: 82 })] };
  await fireEvent.input(screen.getByLabelText('Presses'), { target: { value: '3' } });
  expect((await screen.findAllByText(/cannot begin with more presses/)).length).toBe(2); // at the field and above the results
  expect(screen.getAllByText('A bet: in 3 of 10 cases.').length).toBe(2); // what pays by itself says why it is no part of the plan
  await fireEvent.input(screen.getByLabelText(assumption('pressure_curve', 'runs_pct')), { target: { value: '12' } });
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ firm: { presses: 3 }, own: { 'pressure-curve': { runs_pct: 12 } } }));
  await clean(container);
  screen.getByRole('button', { name: 'Forget all of it' }).click();
  (await screen.findByRole('button', { name: 'Yes, forget it' })).click();
  await screen.findByRole('button', { name: '45 people' });
});

test('the answers of this device count at a station and here too, and where they differ from a figure it is said', async () => {
  wishes.answer('measured', 'every_shot');
  answers = { ...answers, answered: ['sensor_level'] };
  firm.begin(EXAMPLE, 'forty-five');
  const { unmount } = render(Mine, { station: 'pressure-curve' });
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ answers: { measured: 'every_shot' } }));
  unmount();
  sent.length = 0;
  render(MyFirm);
  expect(await screen.findByText('For “What the presses tell today” your answer on the road map counts, here as there.')).toBeTruthy();
  expect(sent.at(-1)).toMatchObject({ answers: { measured: 'every_shot' } });
  answers = { ...answers, answered: [] };
  wishes.forget();
  await waitFor(() => expect(sent.at(-1)).toHaveProperty('answers', {}), { timeout: 3000 });
  await waitFor(() => expect(screen.queryByText(/your answer on the road map counts/)).toBeNull());
});

test('a figure that an answer overrules says so at its field, with the answer and the way to it', async () => {
  wishes.answer('measured', 'every_shot');
  wishes.answer('register', 'none');
  firm.begin(EXAMPLE, 'forty-five');
  const { container } = render(MyFirm);
  const said = await screen.findByText(/counts instead of this: “Every shot of most presses”/);
  const field = screen.getByLabelText('What the presses tell today') as HTMLSelectElement;
  expect(field.getAttribute('aria-describedby')!.split(' ')).toContain(said.closest('[id]')!.id);
  expect(said.closest('[role=status]')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Change the answer' }).getAttribute('href')).toBe('#/road-map?ask=measured');
  expect(container.querySelectorAll('[id$=-said] a').length).toBe(1); // no other figure is overruled
  await clean(container);
  await fireEvent.change(field, { target: { value: '3' } });
  await waitFor(() => expect(screen.queryByText(/counts instead of this/)).toBeNull()); // it says the same
  await fireEvent.change(field, { target: { value: '' } });
  expect(await screen.findByText(/counts instead of this: “Every shot/)).toBeTruthy();
  wishes.forget();
  await waitFor(() => expect(screen.queryByText(/counts instead of this/)).toBeNull());
});

test('an empty form tells what is missing, a figure out of range what it may be, and neither is sent', async () => {
  const { container } = render(MyFirm);
  (await screen.findByRole('button', { name: 'An empty form' })).click();
  await screen.findByText(/Still to fill in: 26, first “People/);
  await fireEvent.input(screen.getByLabelText('People'), { target: { value: '0' } });
  expect(await screen.findByText('Between 1 and 2,000.')).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toMatch(/Cannot be reckoned like this: People/);
  await clean(container);
  expect(sent).toEqual([]);
  await fireEvent.input(screen.getByLabelText('People'), { target: { value: '9' } });
  screen.getByRole('button', { name: /Take what is missing/ }).click();
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ firm: { people: 9, presses: 14 } }));
});

test('an example is the example\'s until something of it is changed', () => {
  firm.forget();
  firm.begin(EXAMPLE, 'forty-five');
  expect(firm.mine).toBe(false);
  firm.set('presses', 9);
  expect(firm.mine).toBe(true);
  firm.load();
  expect(firm.mine).toBe(true);
});
