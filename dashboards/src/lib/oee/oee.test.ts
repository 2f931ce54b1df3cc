import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import type { LossView, OeeView, PeriodView } from '../api';
import { language, t } from '../i18n.svelte';
import { me } from '../me.svelte';
import { bars, called, percent, pieces, reason, signed, spent, unitOf, why } from './oee';
import Jobs from './Jobs.svelte';
import Oee from './Oee.svelte';
import { rejection } from './rejection';

afterEach(async () => { vi.restoreAllMocks(); vi.unstubAllGlobals(); await language.use('en'); });

const H = 3600e6;
const step = (key: string, loss_h: number, left_h: number, parts = 0): LossView => ({ key, loss_us: loss_h * H, left_us: left_h * H, parts });
const figure = (value: number | null, told: string | null = null) => ({ value, why: told });
/** Ten hours: two of stops, half an hour of speed, half an hour of scrap. */
const one = (over: Partial<OeeView> = {}): OeeView => ({
  cell: 'imm-1', origins: ['simulated'], until_us: 10 * H, oee: figure(0.7), availability: figure(0.8), effectiveness: figure(0.9375), quality: figure(0.9333), calendar_us: 10 * H,
  pbt_us: 10 * H, apt_us: 8 * H, good_us: 7 * H, pq: 750, gq: 700, sq: 50, shots: 750, weight_g: 0, scrap_g: 0,
  steps: [step('calendar', 0, 10), step('not_planned', 0, 10), step('stop', 2, 8, 200), step('speed', 0.5, 7.5, 50), step('scrap', 0.5, 7, 50)],
  stops: [{ reason: 'mould_fault', us: 2 * H, parts: 200, often: 3, share: 1, cumulative: 1 }], scrap: [{ reason: 'short_shot', us: 0.5 * H, parts: 50, often: 9, share: 1, cumulative: 1 }],
  flags: [{ key: 'states_missing', us: 60e6, often: 1 }], parts: [], ...over,
});
const period: PeriodView = { unit: 'shift', name: 'early', day: '2026-03-10', start_us: Date.UTC(2026, 2, 10, 5) * 1000, end_us: Date.UTC(2026, 2, 10, 13) * 1000, until_us: Date.UTC(2026, 2, 10, 11) * 1000, before_us: 1, after_us: null };

test.each([
  ['es', 'funcionó 8,0 h de 10,0 h de tiempo planificado', '7,0 h de 10,0 h de tiempo planificado dieron piezas buenas'],
  ['it', 'in marcia 8,0 h di 10,0 h di tempo pianificato', '7,0 h di 10,0 h di tempo pianificato hanno fatto pezzi buoni'],
  ['ca-valencia', 'va funcionar 8,0 h de 10,0 h de temps planificat', '7,0 h de 10,0 h de temps planificat van donar peces bones'],
])('planned time agrees with hours as with minutes in %s', async (tongue, ran, good) => {
  await language.use(tongue);
  const [apt, pbt] = [spent(8 * H), spent(10 * H)];
  expect([t('oee.availability.of', { apt, pbt }), t('oee.oee.of', { good: spent(7 * H), pbt })].map((told) => told.replaceAll('\u00a0', ' '))).toEqual([ran, good]);
});

test('bars lead from calendar time to good time without a gap, and the largest loss is marked', () => {
  const shown = bars(one());
  expect(shown.map(({ key }) => key)).toEqual(['calendar', 'stop', 'speed', 'scrap', 'good']);
  expect(shown.slice(1, -1).map(({ from, width }) => from + width)).toEqual([1, 0.8, 0.75]);
  expect(shown.at(-2)!.from).toBeCloseTo(shown.at(-1)!.width);
  expect(shown.filter(({ worst }) => worst).map(({ key }) => key)).toEqual(['stop']);
});

test('running faster than the standard is a gain and no loss', () => {
  const fast = bars(one({ steps: [step('calendar', 0, 10), step('stop', 2, 8), step('speed', -0.5, 8.5)], good_us: 8.5 * H }));
  expect([signed(-0.5 * H, spent), signed(2 * H, spent)]).toEqual(['+30\u00a0min', '2.0\u00a0h']);
  expect(fast.find(({ key }) => key === 'speed_gain')).toMatchObject({ from: 0.8, gain: true, worst: false });
});

test('without a standard cycle the running time is not called lost', () => {
  const blind = one({ effectiveness: figure(null, 'no_standard_cycle'), good_us: 0, steps: [step('calendar', 0, 10), step('stop', 2, 8), step('speed', 8, 0)] });
  expect(pieces(blind).map(({ key, width }) => [key, width])).toEqual([['running', 0.8], ['stop', 0.2]]);
  expect(bars(blind).map(({ key }) => key)).toEqual(['calendar', 'stop', 'running']);
});

test('a bar is as long as the planned time, also where nothing was planned', () => {
  expect(pieces(one()).reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1);
  expect(pieces(one({ pbt_us: 0 }))).toEqual([]);
});

test('times, shares, reasons and periods are told with units in the language of the page', async () => {
  expect([spent(2.25 * H), spent(12 * 60e6), spent(90e6), percent(0.8125), percent(null)]).toEqual(['2.3\u00a0h', '12\u00a0min', '1.5\u00a0min', '81.3\u00a0%', '–']);
  expect([reason('short_shot'), reason('mould_fault'), reason('strange_alarm')]).toEqual(['short shot', 'Mould fault', 'strange alarm']);
  expect(called(period)).toMatch(/^Tue,? 10 Mar(?: \d{4})?, early shift, 06:00 to 14:00$/);
  expect([unitOf('week'), unitOf('year'), unitOf(null)]).toEqual(['week', 'day', 'day']);
  expect(why(figure(null, 'no_parts'))).toBe('No part was counted');
  await language.use('es');
  expect([percent(0.8125), reason('mould_fault')]).toEqual(['81,3\u00a0%', 'Fallo del molde']);
});

const hub = (answers: Record<string, unknown>) => {
  const asked: [string, string][] = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push([options?.method ?? 'GET', url]);
    const found = Object.entries(answers).find(([path]) => url.includes(path));
    return Promise.resolve(new Response(JSON.stringify(found![1])));
  });
  return asked;
};

test('a cell is told with figures, losses, reasons and flags in words, and passes for who hears the page', async () => {
  const asked = hub({ '/oee/imm-1': { period, cell: one() } });
  const { container } = render(Oee, { cell: 'imm-1', unit: 'shift', at_us: null });
  await screen.findByText('Where the time went');
  for (const text of [/^70.0.%$/, 'Mould fault', 'short shot', 'Nobody has told what it did', '700 good of 750 parts']) expect(screen.getByText(text)).toBeTruthy();
  expect(asked[0]![1]).toBe('/api/v1/oee/imm-1?unit=shift');
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
});

test('the plant names who is left out and why a press has no figure', async () => {
  const blind = one({ cell: 'imm-2', oee: figure(null, 'no_standard_cycle'), effectiveness: figure(null, 'no_standard_cycle') });
  hub({ '/oee?': { period, plant: one({ cell: null }), left_out: ['imm-2'], cells: [one(), blind] } });
  render(Oee, { cell: null, unit: 'shift', at_us: null });
  expect(await screen.findByText(/without imm-2/)).toBeTruthy();
  expect(screen.getByText('Not calculable: The job has no standard cycle')).toBeTruthy();
  expect((screen.getByText('All presses as CSV') as HTMLAnchorElement).getAttribute('href')).toContain('/oee/export/cells.csv?unit=shift');
});

test('a row that was not taken over says why in the language of the page', async () => {
  const told = { line: 4, column: 'cavities', value: '0', code: 'range', params: { low: 1, high: 512 }, sentence: 'English.' };
  expect(rejection(told)).toBe('cavities: “0” is not between 1 and 512. Correct it, or its unit. This row was not taken over.');
  expect(rejection({ ...told, code: 'never_heard' })).toBe('English.');
  await language.use('es');
  expect(rejection(told)).toMatch(/^cavities: “0”/);
  expect(rejection({ ...told, code: 'never_heard' })).toContain('English.');
});

test('only who teaches takes over jobs, and reads what became of every row', async () => {
  const { unmount } = render(Jobs);
  expect(screen.queryByText(/Take over jobs/)).toBeNull();
  unmount();
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  const rejected = [{ line: 3, column: null, value: 'A', code: 'repeated', params: { other: 2 }, sentence: 'x' }];
  const asked = hub({ '/jobs/import': { taken: 2, replaced: 1, known: 3, rejected } });
  render(Jobs);
  await fireEvent.change(screen.getByLabelText(/Take over jobs/), { target: { files: [new File(['job'], 'jobs.csv')] } });
  await waitFor(() => expect(screen.getByText(/2 rows taken over \(1 of them/)).toBeTruthy());
  expect(screen.getByText(/says the same as line 2/)).toBeTruthy();
  expect(asked).toEqual([['POST', '/api/v1/jobs/import']]);
});
