import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RoadMapAssessment, RoadMapIn, RoadMapOut, RoadMapStep, RoadMapView } from '../api';
import { language, number } from '../i18n.svelte';
import { back, between, euros, inTen, rounded, scaleOf } from './euros';
import RoadMap from './RoadMap.svelte';
import rounding from './rounding.json';
import { fits, wishes } from './wishes.svelte';

const ends = (likely: number, low = likely, high = likely) => ({ low, likely, high });
const reason = (code: string, text: string) => ({ code, params: {}, text });
const step = (over: Partial<RoadMapStep>): RoadMapStep => ({
  step: 'register', station: null, station_title: null, title: 'A list of presses', why: 'Nobody can offer a price without it.', monday: 'Walk through the hall.', risks: ['No hours for it.'], once_eur: ends(0), yearly_eur: ends(0),
  net_eur: null, gains: [], payback_months: null, pays_pct: null, whole: null, skills: ['Networks'], source: 'estimate', begins_week: 0, weeks: 1, reasons: [reason('needed_by', 'The curve needs it first.')], ...over,
});
const curve = step({ step: 'pressure-curve', station: 'pressure-curve', station_title: 'Look at the curve', title: 'The pressure curve', once_eur: ends(10_200, 8000, 17_000), yearly_eur: ends(1400), net_eur: ends(18_200, 14_000, 26_000), gains: [{ kind: 'claims', eur: ends(4100), hours: ends(0), counted: 'money' }, { kind: 'material', eur: ends(15_500), hours: ends(0), counted: 'money' }, { kind: 'machine_hours', eur: ends(0), hours: ends(54), counted: 'freed' }], payback_months: 6.7, pays_pct: 96, begins_week: 1, weeks: 6, reasons: [reason('brings', 'Brings about 18,000 €.')] });
const need = (name: string, text: string): NonNullable<RoadMapOut['needs']>[number] => ({ kind: 'figure', name, at_least: true, value: 8, today: 4, low: 4, high: 14, unit: '%', text });
const out = (over: Partial<RoadMapOut>): RoadMapOut => ({ step: 'vision', station: 'vision', station_title: 'Sharp eyes', title: 'A camera', reasons: [reason('does_not_pay', 'Does not pay: in 2 of 10 cases.')], bet: false, pays_pct: 20, once_eur: ends(35_000), net_eur: ends(-400), needs: [], ...over });
const backup = out({ step: 'backup', station: null, station_title: null, title: 'A backup', reasons: [reason('there', 'Is there already.')], pays_pct: null, net_eur: null });
const mould = out({ step: 'mould-ar', station: 'mould-ar', station_title: 'The mould', title: 'Mould inspection', bet: true, pays_pct: 57.9, reasons: [reason('bet', 'A bet: in 5 of 10 cases.')], needs: ['Scrap: at least 6 %.', 'Claims: at least 9,000 €.', 'Stops: at least 9 h.', 'Money may take 4 years.'].map((text, at) => need(`n${at}`, text)) });
const view = (over: Partial<RoadMapView> = {}): RoadMapView => ({
  day: '2026-11-29', language: 'en', firm: '45 people, 14 presses', example: true, doubts: [], best: ['pressure-curve'], next: 'vision', sure_pct: 70, summary: 'One fits.', steps: [step({}), curve], monday: ['Walk through the hall.'], budget_eur: 20_000, hours_week: 8, problems: [],
  standings: [{ area: 'machines', title: 'Machines and sensors', level: null, question: null, answer: null, text: 'not answered; taken as not there' }],
  left_out: [out({}), backup],
  total: { once_eur: ends(10_200, 8000, 21_000), yearly_eur: ends(1400), net_eur: ends(18_200, 14_000, 26_000), net_three_years_eur: ends(44_400), payback_months: 6.7, pays_pct: 78.4, left_eur: 9800, weeks: 7, own_hours_h: 75, own_hours_text: 'About 75 h a year.', cuts: [{ kind: 'material', promised: 9000, counted: 5000, text: 'Together they promise too much material.' }] },
  matters: [{ name: 'runs_pct', low: 15, likely: 30, high: 50, unit: '%', source: 'estimate', own: null, station: 'pressure-curve', effect: 'pressure_curve', title: 'Scrap in runs', swing_eur: 9000 }],
  aid: { ceiling_eur: 300_000, received_eur: 0, left_eur: 300_000, years: 3, counted: 'any_years', regulation: '(EU) 2023/2831', link: 'https://eur-lex.europa.eu/', text: 'At most 300,000 €.', calls: [
    { call: 'old', name: 'Old call', authority: 'Office', opens: '2017-01-17', closes: '2017-03-09', rate_pct: 25, ceiling_eur: null, least_eur: null, historical: true, state: 'over', eligible_eur: null, estimate_eur: null, limits: [], link: 'https://example.org/', note: 'Up to 25 %.', text: 'Was open in 2017.' }] },
  ...over,
});
const choice = (answer: string, level: number) => ({ answer, level, words: `answer ${answer}` });
const asked: RoadMapAssessment = {
  areas: [{ area: 'machines', title: 'Machines and sensors' }, { area: 'people', title: 'People' }],
  questions: [{ question: 'measured', area: 'machines', sets: 'sensor_level', ask: 'What is measured?', answers: [choice('nothing', 0), choice('counted', 1)] }, { question: 'who', area: 'people', sets: null, ask: 'Who could do it?', answers: [choice('nobody', 0), choice('named', 3)] }],
};

let answer: () => Response;
let sent: RoadMapIn[];
let paths: string[];
beforeEach(() => {
  wishes.forget();
  [sent, paths, answer] = [[], [], () => Response.json(view())];
  vi.stubGlobal('fetch', vi.fn(async (url: string, options?: RequestInit) => {
    paths.push(url);
    if (url.includes('/assessment')) return Response.json(asked);
    sent.push(JSON.parse(String(options?.body)) as RoadMapIn);
    return answer();
  }));
});
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });
const drawn = () => screen.findByRole('heading', { name: 'On Monday' });

test('an estimate is told in figures that can be believed, as the hub tells it', async () => {
  expect(rounding.rounded.map(([value]) => [value, rounded(value!)])).toEqual(rounding.rounded);
  expect(rounding.written.map(([value, digits]) => [value, digits, number(value as number, digits as number)])).toEqual(rounding.written);
  expect([euros(null), euros(1249), between(ends(5)), between(ends(100, 0, 250))]).toEqual(['–', '1,200\u00a0€', '5\u00a0€', '100\u00a0€ (0\u00a0€ – 250\u00a0€)']);
  expect([null, 0.2, 6.7, 23.4, 23.6, 30].map(back)).toEqual(['not in the likely case', '1 month', '7 months', '23 months', '2.0 years', '2.5 years']);
  expect([scaleOf([ends(2, -5, 9)]), scaleOf([])]).toEqual([{ low: -5, high: 9 }, { low: 0, high: 1 }]);
  await language.use('es');
  expect(euros(3120)).toBe('3.100\u00a0€');
});

test('answers stay in this tab until the visitor wants them on the device, and can be forgotten', () => {
  wishes.answer('measured', 'counted');
  wishes.set('budget_eur', 5000);
  expect(JSON.parse(sessionStorage.getItem('sprue.roadmap')!)).toMatchObject({ answers: { measured: 'counted' }, budget_eur: 5000 });
  expect(localStorage.getItem('sprue.roadmap')).toBeNull();
  wishes.stay(true);
  expect([sessionStorage.getItem('sprue.roadmap'), JSON.parse(localStorage.getItem('sprue.roadmap')!).budget_eur]).toEqual([null, 5000]);
  wishes.answer('measured', null);
  expect(wishes.answers).toEqual({});
  wishes.forget();
  expect([localStorage.getItem('sprue.roadmap'), wishes.current.budget_eur, wishes.stays]).toEqual([null, 20_000, false]);
  expect([fits('hours_week', 0), fits('hours_week', 1), fits('budget_eur', Number.NaN), fits('budget_eur', '5')]).toEqual([false, true, false, false]);
});

test('the plan of the example firm says so, and tells steps, reasons, what is out, aid and paper', async () => {
  render(RoadMap);
  await drawn();
  expect(screen.getByText(/figures of an example firm/)).toBeTruthy();
  expect(sent[0]).toMatchObject({ example: true, language: 'en', budget_eur: 20_000, hours_week: 8 });
  expect('firm' in sent[0]!).toBe(false);
  const best = within(screen.getByRole('region', { name: 'The technologies that fit best' }));
  expect(best.getByText('low 14,000 €, likely 18,000 €, high 26,000 €')).toBeTruthy();
  expect(best.getByText('7 months')).toBeTruthy();
  expect(best.getByText(/^Where it comes from: .* 15,500.€; .* 4,100.€$/)).toBeTruthy();
  expect(best.getByText('Pays within three years in 9 of 10 cases.')).toBeTruthy();
  expect(screen.getByText('in 7 of 10 cases')).toBeTruthy(); // all of it together
  const steps = within(screen.getByRole('region', { name: 'The steps, one after the other' }));
  expect(steps.getByText('week 1')).toBeTruthy();
  expect(steps.getAllByText(/^(Station: |groundwork)/).map((one) => one.textContent)).toEqual(['groundwork · 0\u00a0€', 'Station: Look at the curve · 10,000\u00a0€']);
  expect(steps.getByText('weeks 2 to 7')).toBeTruthy();
  expect(steps.getByText('The curve needs it first.')).toBeTruthy();
  expect(screen.getByText('Together they promise too much material.')).toBeTruthy();
  expect(screen.getByText(/plan costs 21,000.€ once: more than the budget/)).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Not in the plan, and why' })).getByText(/2 of 10 cases/)).toBeTruthy();
  expect(screen.getAllByText('Station: Sharp eyes').length).toBe(2); // the nearest, and among what is out
  const aid = within(screen.getByRole('region', { name: 'Aid' }));
  expect(aid.getByText('closed')).toBeTruthy();
  expect(aid.queryByText(/^[\d,]+\u00a0€$/)).toBeNull();
});

test('what is only a bet stands apart, and the nearest that does not fit says what would have to be true', async () => {
  expect([0, 69.95, 70, 100].map(inTen)).toEqual([0, 6, 7, 10]);
  answer = () => Response.json(view({ next: 'mould-ar', left_out: [mould, out({}), backup] }));
  const page = render(RoadMap);
  await drawn();
  const best = within(screen.getByRole('region', { name: 'The technologies that fit best' }));
  expect(best.getByRole('heading', { name: 'The nearest that does not fit: Mould inspection' })).toBeTruthy();
  const [asks] = best.getAllByText('What would have to be true');
  asks!.closest('details')!.open = true;
  await waitFor(() => expect(best.queryByText('Scrap: at least 6 %.')).toBeTruthy(), { timeout: 3000 });
  expect(best.getAllByRole('listitem').map((one) => one.textContent)).toEqual(expect.arrayContaining(['Scrap: at least 6 %.', 'Claims: at least 9,000 €.', 'Stops: at least 9 h.']));
  expect(best.getByText('Other things that would do: 1')).toBeTruthy();
  const bets = within(screen.getByRole('region', { name: 'Bets: they may pay, and may not' }));
  expect(bets.getByText(/in fewer than 7 of 10/)).toBeTruthy();
  expect(bets.getByText('A bet: in 5 of 10 cases.')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Not in the plan, and why' })).queryByText('Mould inspection')).toBeNull();
  page.unmount();
  answer = () => Response.json(view({ best: [], steps: [], next: 'vision', summary: 'None fits.' }));
  render(RoadMap);
  await drawn();
  const [what] = screen.getAllByText('What would have to be true');
  what!.closest('details')!.open = true;
  await waitFor(() => expect(screen.getAllByText('No single thing within reach would change that.').length).toBeGreaterThan(0), { timeout: 3000 });
  await waitFor(() => expect(sent.at(-1)!.conditions).toEqual(['vision']), { timeout: 3000 });
  expect(screen.queryByRole('heading', { name: /Bets/ })).toBeNull();
});

test('what would have to be true is asked for when somebody wants to know it, and told from then on', async () => {
  const energy = step({ step: 'energy', station: 'energy', station_title: 'Energy', title: 'Energy', net_eur: ends(900), payback_months: 20, pays_pct: 71 });
  answer = () => Response.json(view({ best: ['pressure-curve', 'energy'], steps: [curve, energy], next: 'mould-ar', left_out: [{ ...mould, needs: sent.at(-1)!.conditions!.includes(mould.step) ? mould.needs : null }] }));
  render(RoadMap);
  await drawn();
  expect(sent.map(({ conditions }) => conditions)).toEqual([[]]);
  const asks = screen.getByText('What would have to be true').closest('details')!;
  expect(within(asks).queryByText('Loading …')).toBeNull();
  asks.open = true;
  await waitFor(() => expect(within(asks).getByText('Loading …')).toBeTruthy());
  await waitFor(() => expect(within(asks).getByText('Scrap: at least 6 %.')).toBeTruthy(), { timeout: 3000 });
  wishes.set('budget_eur', 9000);
  await waitFor(() => expect(sent.length).toBe(3), { timeout: 3000 });
  expect(sent.map(({ conditions }) => conditions)).toEqual([[], ['mould-ar'], ['mould-ar']]);
});

test('conditions that could not be had are asked for again by the next tap', async () => {
  const conditions = () => Response.json(view({ next: 'mould-ar', left_out: [{ ...mould, needs: sent.at(-1)!.conditions!.includes(mould.step) ? mould.needs : null }] }));
  answer = () => (sent.length === 2 ? Response.json({ detail: 'away' }, { status: 503 }) : conditions());
  render(RoadMap);
  await drawn();
  const asks = within(screen.getByRole('region', { name: 'The technologies that fit best' })).getByText('What would have to be true').closest('details')!;
  asks.open = true;
  await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy(), { timeout: 3000 });
  asks.open = false;
  await waitFor(() => expect(within(asks).queryByText('Loading …')).toBeNull());
  asks.open = true;
  await waitFor(() => expect(within(asks).getByText('Scrap: at least 6 %.')).toBeTruthy(), { timeout: 3000 });
});

test('a card has one basis: its figures and its cases are those with what comes only because of it', async () => {
  const whole = { once_eur: ends(11_000), yearly_eur: ends(1700), net_eur: ends(15_600, 9000, 20_100), payback_months: 8.5, text: 'With what comes only because of it: “Half a day of training”.' };
  answer = () => Response.json(view({ steps: [step({}), { ...curve, whole }] }));
  render(RoadMap);
  await drawn();
  const best = within(screen.getByRole('region', { name: 'The technologies that fit best' }));
  expect(best.getAllByRole('definition').slice(0, 4).map((one) => one.textContent?.split('\u00a0')[0])).toEqual(['11,000', '1,700', '9 months', '15,500']);
  expect(best.getByText(whole.text)).toBeTruthy();
  expect(best.getByText('low 9,000 €, likely 15,500 €, high 20,000 €')).toBeTruthy();
});

test('two that fit need no third beside them', async () => {
  const energy = step({ step: 'energy', station: 'energy', station_title: 'Energy', title: 'Energy', net_eur: ends(900), payback_months: 20, pays_pct: 71 });
  answer = () => Response.json(view({ best: ['pressure-curve', 'energy'], steps: [curve, energy], next: 'mould-ar', left_out: [mould] }));
  render(RoadMap);
  await drawn();
  expect(screen.getByText('Pays within three years in 7 of 10 cases.')).toBeTruthy();
  expect(screen.queryByRole('heading', { name: /nearest/ })).toBeNull();
});

test('one question follows the other, can be passed over and gone back to; each answer asks for a new plan', async () => {
  render(RoadMap);
  await drawn();
  await fireEvent.click(screen.getByRole('button', { name: 'Begin' }));
  expect(document.activeElement?.textContent).toBe('What is measured?');
  await fireEvent.click(screen.getByRole('button', { name: 'answer counted' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Who could do it?'));
  await fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'answer counted' }).getAttribute('aria-pressed')).toBe('true'));
  await fireEvent.click(screen.getByRole('button', { name: 'I do not know' }));
  expect(wishes.answers).toEqual({});
  await fireEvent.click(await screen.findByRole('button', { name: 'answer named' }));
  expect(await screen.findByText('1 of 2 answered')).toBeTruthy();
  await waitFor(() => expect(sent.at(-1)!.answers).toEqual({ who: 'named' }));
});

test('a figure out of bounds is told and not sent; the old plan stands meanwhile', async () => {
  render(RoadMap);
  await drawn();
  const budget = screen.getByLabelText(/Budget, once/) as HTMLInputElement;
  await fireEvent.input(budget, { target: { value: '-5' } });
  expect(screen.getByRole('alert').textContent).toContain('Between 0 and 10,000,000');
  expect(budget.getAttribute('aria-invalid')).toBe('true');
  await fireEvent.input(budget, { target: { value: '7000' } });
  expect(screen.queryByRole('alert')).toBeNull();
  await waitFor(() => expect(sent.at(-1)!.budget_eur).toBe(7000));
  expect(sent.every((one) => (one.budget_eur ?? 0) >= 0)).toBe(true);
  expect(screen.getByRole('heading', { name: 'On Monday' })).toBeTruthy();
});

test('that nothing fits is told as the hub tells it, and a hub that refuses says why', async () => {
  answer = () => Response.json(view({ best: [], steps: [], summary: 'None fits into the budget of 20 €.' }));
  const page = render(RoadMap);
  await drawn();
  expect(screen.getByText('None fits into the budget of 20 €.')).toBeTruthy(); // the hub's words, and nothing behind them
  expect(screen.queryByRole('heading', { name: 'Together' })).toBeNull();
  page.unmount();
  answer = () => Response.json({ detail: 'x', code: 'too_many_plans', params: { wait: 12 } }, { status: 429 });
  render(RoadMap);
  expect((await screen.findByRole('alert')).textContent).toContain('Try again in 12\u00a0s');
});

test('the sheet is asked for with the same wish', async () => {
  const links: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { links.push(this.download); });
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  render(RoadMap);
  await drawn();
  await fireEvent.click(screen.getByRole('button', { name: /Sheet to print/ }));
  await waitFor(() => expect(links).toEqual(['sprue-plan.pdf']));
  expect(paths.at(-1)).toContain('/roadmap/export/plan.pdf');
  expect({ ...sent.at(-1), conditions: [] }).toEqual(sent[0]); // paper tells all
  vi.restoreAllMocks();
});

test('an address that names a question opens it', async () => {
  location.hash = '#/road-map?ask=who';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const { unmount } = render(RoadMap);
  const head = await screen.findByRole('heading', { name: 'Who could do it?' });
  await waitFor(() => expect(document.activeElement).toBe(head));
  unmount();
  location.hash = '#/road-map?ask=nonsense';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(RoadMap);
  expect(await screen.findByRole('button', { name: 'Begin' })).toBeTruthy();
  location.hash = '';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
});
