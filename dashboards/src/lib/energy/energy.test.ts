import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CellEnergyAnswer, EnergyAnswer, EnergyView, RegrindView } from '../api';
import { language } from '../i18n.svelte';
import Energy from './Energy.svelte';
import { co2, cost, euros, hourly, idle, kw, kwh, leftOut, points, why } from './energy';
import { prices } from './prices.svelte';

vi.mock('uplot', () => ({ default: class { over = document.createElement('div'); hooks = {}; setData() {} setScale() {} setSize() {} setCursor() {} valToPos() { return 0; } destroy() {} } }));

const H = 3600e6, DAY = Date.UTC(2026, 2, 10, 5) * 1000;
beforeEach(() => prices.back());
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });

const figure = (value: number | null, told: string | null = null) => ({ value, why: told });
const one = (over: Partial<EnergyView> = {}): EnergyView => ({
  cell: 'imm-1', origins: ['simulated'], until_us: DAY + 5 * H, source: 'meter', kwh: 60, measured_us: 5 * H, calendar_us: 6 * H, windows: 20, window_us: H / 4, left_out: { no_meter: 4 },
  counted_kwh: 60, counted_kg: 100, counted_good: 4000, per_kg: figure(0.6), per_good: figure(0.015), per_shot: figure(0.06),
  states: [{ state: 'production', us: 4 * H, measured_us: 4 * H, kwh: 56, kw: 14 }, { state: 'stop', us: H, measured_us: H, kwh: 4, kw: 4 }],
  standing: { us: H, measured_us: H, kwh: 4, kw: 4, share: 1 / 15 },
  line: { mould: 'Cap', windows: 20, others: 0, hours: 5, base_kw: { value: 4, low: 3.9, high: 4.1 }, kwh_kg: { value: 0.4, low: 0.38, high: 0.42 }, base_share: 1 / 3, residual_kw: 0.05, phi: 0, remarks: [], band: [{ kg_h: 0, kw: 4, low: 3.9, high: 4.1 }, { kg_h: 25, kw: 14, low: 13.9, high: 14.1 }] },
  weight: { part_g: 25, by: 'gauge', readings: 9 }, cycles: { shots: 1000, told: 1000, kwh: 55 }, regrind: { share_pct: 20, told: 1000, shots: 1000, kg: 20, all_kg: 100 }, beside: [],
  findings: [{ analysis: 'standing_energy', key: 'stood', numbers: { level: 'meter', stood_h: 1, metered_h: 1, standing_kwh: 4, standing_kw: 4, percent: 6.7, state: 'stop', state_kwh: 4 } }], ...over,
});
const period = { unit: 'day' as const, name: '2026-03-10', day: '2026-03-10', start_us: DAY - 5 * H, end_us: DAY + 19 * H, until_us: DAY + 5 * H, before_us: 1, after_us: null };
const factor = { kg_kwh: 0.129, zone: 'ES', year: 2024, source: 'a source' };
const counted = [1, 0.5, 0.8].map((share, place) => ({ start_us: DAY + place * H / 4, end_us: DAY + (place + 1) * H / 4, kwh: (4 + 10 * share) / 4, shots: 60, parts: 240, good: 230, kg: 6.25 * share, mould: 'Cap', running_us: H / 4 }));
const answer: CellEnergyAnswer = { period, factor, cell: one(), counted, fed: [{ hour_us: DAY, share_pct: 0, shots: 30 }, { hour_us: DAY, share_pct: 20, shots: 90 }] };
const regrind: RegrindView = {
  cell: 'imm-1', origin: 'simulated', shots: 400, repeated: 0, from_us: DAY, to_us: DAY + 4 * H, why: null, share_pct: null,
  against: [{ share_pct: 20, base_pct: 0, shots: 200, base_shots: 180, rejects: { value: 0.1, low: 0.06, high: 0.15 }, base_rejects: { value: 0.05, low: 0.02, high: 0.09 }, energy_pct: { value: -2, low: -3, high: -1 }, in_turn: false,
    moved: [{ name: 'dosing_time_s', family: 'recovery', unit: 's', level: 'B', before: 5, now: 4.5, spreads: { value: -4, low: -5, high: -3 }, told: true }] }],
  findings: [{ analysis: 'regrind', key: 'moved', numbers: { level: 'B', share: 20, base_share: 0, shots: 200, base_shots: 180, count: 1, quantity: 'dosing_time_s', spreads: -4 } }, { analysis: 'regrind', key: 'other_times', numbers: { share: 20, base_share: 0 } }],
};

const hub = (answers: Record<string, unknown>) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(Object.entries(answers).find(([path]) => url.includes(path))![1])));
  });
  return asked;
};

test('amounts carry the unit in which they are no small number', () => {
  expect([kwh(12.4), kwh(0.0154), kwh(0.0021), kwh(0), kw(0.02), kw(2.914), kw(null), co2(0.05), euros(120.4)])
    .toEqual(['12.4\u00a0kWh', '15.4\u00a0Wh', '2.10\u00a0Wh', '0.00\u00a0kWh', '20\u00a0W', '2.91\u00a0kW', '–\u00a0kW', '50\u00a0g', '120\u00a0€']);
});

test('what standing takes is told for an hour, and a day and a year at the rate of the metered time', () => {
  expect(idle(one())).toEqual({ hour_kwh: 4, day_kwh: 4 / 5 * 24, year_kwh: 4 / 5 * 24 * 365, basis_us: 5 * H });
  expect(idle(one({ standing: { us: 0, measured_us: 0, kwh: 0, kw: null, share: null } }))).toBeNull();
});

test('euros and CO2e follow the prices of whoever looks, and are kept', () => {
  expect(cost(10, prices.of(0.129))).toEqual({ eur: 1.5, co2_kg: 1.29 });
  prices.set('eur_kwh', 0.3);
  prices.set('kg_kwh', Number.NaN);
  prices.set('eur_kg', -1);
  expect(prices.of(0.129)).toEqual({ eur_kwh: 0.3, kg_kwh: 0.129, eur_kg: 1.5 });
  expect(JSON.parse(localStorage.getItem('sprue.energy')!)).toEqual({ eur_kwh: 0.3 });
  prices.back();
  expect([prices.changed, localStorage.getItem('sprue.energy')]).toEqual([false, null]);
});

test('points are those of the mould of the line, in the order of throughput', () => {
  const other = { ...counted[0]!, mould: 'Gear' };
  expect(points({ cell: one(), counted: [...counted, other] }).map(({ kg_h }) => kg_h)).toEqual([12.5, 20, 25]);
  expect(points({ cell: one({ line: null }), counted: [{ ...counted[0]!, kg: null }] })).toEqual([]);
});

test('shares of an hour are weighed by their shots, and what nobody told is no zero', () => {
  expect(hourly(answer.fed)).toEqual([{ hour_us: DAY, share: 0.15, shots: 120 }]);
  expect(hourly([{ hour_us: DAY, share_pct: null, shots: 9 }])[0]!.share).toBeNull();
});

test('why there is no figure, and what was left out, is said in the language of the page', async () => {
  expect([why(figure(null, 'no_weight')), why(figure(1)), leftOut({ meter_gap: 1, no_meter: 3 }), leftOut({})]).toEqual(['nobody has weighed a part', null, '3 × no meter was read, 1 × the meter was silent for a while', null]);
  await language.use('es');
  expect(why(figure(null, 'no_weight'))).toBe('nadie ha pesado una pieza');
});

test('a cell is told with its line, standing, regrind and their warning, and passes for who hears the page', async () => {
  const asked = hub({ '/energy/imm-1/regrind': regrind, '/energy/imm-1': answer });
  const { container } = render(Energy, { cell: 'imm-1', unit: 'day', at_us: null });
  await screen.findByText('What standing costs');
  await screen.findByText(/Each share was run once/);
  for (const text of [/^Standing took 4.00 kWh in 1.0 h, 6.7.% of all energy; 4.000 kW/, /as if all 365 days were like these 5.0.h/, /20.0.kg of virgin material not bought: 30.00.€/, /Default 0.129 kg CO₂e\/kWh: ES 2024/, /Left out: 4 × no meter was read/]) expect(screen.getByText(text)).toBeTruthy();
  expect(asked).toContain('/api/v1/energy/imm-1?unit=day');
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
});

test('a factor of the reader changes what is told at once', async () => {
  hub({ '/energy/imm-1/regrind': regrind, '/energy/imm-1': answer });
  render(Energy, { cell: 'imm-1', unit: 'day', at_us: null });
  const field = await screen.findByLabelText(/Greenhouse gases/);
  expect(screen.getByText(/9.00.€, 7.74.kg CO₂e; metered in/)).toBeTruthy();
  await fireEvent.input(field, { target: { value: '0.5' } });
  await waitFor(() => expect(screen.getByText(/9.00.€, 30.0.kg CO₂e; metered in/)).toBeTruthy());
  expect(screen.getByText(/Your own factor/)).toBeTruthy();
});

test('a price is read as the page\'s language writes it, and what is none says so and changes nothing', async () => {
  await language.use('es');
  hub({ '/energy/imm-1/regrind': regrind, '/energy/imm-1': answer });
  render(Energy, { cell: 'imm-1', unit: 'day', at_us: null });
  const field = (await screen.findByLabelText(/^Electricidad/)) as HTMLInputElement;
  expect([field.type, field.value]).toEqual(['text', '0,15']);
  await fireEvent.input(field, { target: { value: '0,25' } });
  expect(prices.of(0.129).eur_kwh).toBe(0.25);
  await fireEvent.input(field, { target: { value: '0,25 o así' } });
  expect(await screen.findByText('Esto no es una cifra; una sería 3,5.')).toBeTruthy();
  expect(prices.of(0.129).eur_kwh).toBe(0.25);
});

test('a press without a meter is in the table with blanks and says why', async () => {
  const dark = one({ cell: 'imm-2', source: null, kwh: 0, per_kg: figure(null, 'no_meter'), per_good: figure(null, 'no_meter'), line: null, regrind: { share_pct: null, told: 0, shots: 0, kg: null, all_kg: null } });
  hub({ '/energy?': { period, factor, cells: [one(), dark] } satisfies EnergyAnswer });
  render(Energy, { cell: null, unit: 'day', at_us: null });
  expect(await screen.findByText('Not calculable: no meter was read')).toBeTruthy();
  expect(screen.getAllByText('–')).toHaveLength(6);
  expect((screen.getByText('All presses as CSV') as HTMLAnchorElement).getAttribute('href')).toContain('/energy/export/cells.csv?unit=day');
});
