import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReportCell, ReportTable, ReportView } from '../api';
import { language } from '../i18n.svelte';
import { me } from '../me.svelte';
import Report from './Report.svelte';
import { named, title, told, unsaid, worth } from './words';

const cell = (value: number | null, state: ReportCell['state'] = 'told'): ReportCell => ({ value, state });
const few = cell(null, 'few'), others = cell(null, 'others'), none = cell(null, 'none'), zero = cell(0);
const sectors: ReportTable = {
  name: 'booked_sectors', words: 'sector', unit: 'firms', about: null, held: true,
  rows: [{ name: 'toys', now: cell(6), before: cell(4) }, { name: 'moulds', now: others, before: cell(3) }, { name: 'rest', now: cell(3), before: zero }],
};
const marks = (now: ReportCell): ReportTable => ({ name: 'alone_marks', words: 'report.mark', unit: 'marks', about: null, held: now.value === null, rows: [{ name: '5', now, before: zero }] });
const plans = (about: string, now: ReportCell): ReportTable => ({ name: 'plans', words: 'report.plan', unit: 'firms', about, held: true, rows: [{ name: 'this_year', now, before: zero }, { name: 'rest', now: few, before: zero }] });
const view: ReportView = {
  plant: 'Hall', made: '2026-11-29',
  period: { unit: 'quarter', first: '2026-10-01', last: '2026-12-31', from_us: 1, to_us: 2, before_first: '2026-07-01', before_last: '2026-09-30', earlier: '2026-07-01', later: '2027-01-01', open: true },
  sections: [
    { name: 'doors', figures: [{ name: 'booked_firms', unit: 'firms', now: cell(9), before: few }], tables: [sectors] },
    { name: 'marks', figures: [{ name: 'voices_mean', unit: 'of5', now: cell(4.25), before: none }], tables: [marks(few)] },
    { name: 'plans', figures: [], tables: [plans('vision', cell(4)), plans('energy', others)] },
    { name: 'adopted', figures: [], tables: [] },
    { name: 'questions', figures: [{ name: 'questions', unit: 'voices', now: cell(2), before: zero }], tables: [] },
  ],
  proposals: [{ kind: 'proposal', text: 'A robot', language: 'en', votes: 7, answer: 'Soon', done: '', done_us: null }],
  done: [{ kind: 'question', text: 'Where is the camera?', language: 'en', votes: 0, answer: '', done: 'At press 2', done_us: 1.79e15 }],
  left_out: [{ reason: 'few', count: 0 }, { reason: 'unseen', count: 3 }],
};
let asked: string[], role: string, refusal: object | null;
beforeEach(async () => {
  [asked, role, refusal] = [[], 'instructor', null];
  vi.stubGlobal('fetch', (url: string) => {
    const path = url.replace('/api/v1', '');
    if (path.startsWith('/report')) asked.push(path);
    if (path.startsWith('/report') && refusal) return Promise.resolve(new Response(JSON.stringify(refusal), { status: 422 }));
    const body = path === '/me' ? { role, may_log_in: true } : path.startsWith('/report') ? view : { stations: [{ station: 'vision', title: 'Vision' }], problems: [] };
    return Promise.resolve(new Response(JSON.stringify(body)));
  });
  await me.ask();
});
afterEach(async () => { vi.unstubAllGlobals(); location.hash = ''; window.dispatchEvent(new HashChangeEvent('hashchange')); await language.use('en'); });
const barriers = async (container: Element) => (await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);

test('a figure has its unit, and what is not told says why', () => {
  expect(told(cell(4.25), 'of5')).toBe('4.25\u00a0of 5');
  expect(told(cell(1240.5), 'min')).toBe('1,241\u00a0min');
  expect([few, others, none].map((one) => told(one, 'firms'))).toEqual(['fewer than 3', 'with others', 'none']);
  expect(sectors.rows.map((one) => named(sectors, one.name))).toEqual(['Toys', 'Moulds and tools', 'All others together']);
  expect([unsaid(sectors), unsaid({ ...sectors, rows: sectors.rows.slice(0, 2) })]).toEqual([false, true]);
  expect([worth(sectors), worth(marks(few)), worth(marks(cell(3)))]).toEqual([true, false, true]);
});

test('a period is said as the calendar of the page says it', async () => {
  expect(title(view.period, 'en')).toBe('Quarter 4 of 2026');
  expect(title({ ...view.period, unit: 'year' }, 'en')).toBe('Year 2026');
  await language.use('es');
  expect(title({ ...view.period, unit: 'days' }, 'es')).toBe('Del 1 de octubre de 2026 al 31 de diciembre de 2026');
});

test('figures, classes with bars, plans, words and what is left out are there, without barriers', async () => {
  const { container } = render(Report);
  expect(await screen.findByRole('heading', { level: 2, name: 'Open doors and bookings' })).toBeTruthy();
  const table = screen.getByRole('table', { name: 'Firms that booked, by sector' });
  expect(within(table).getAllByRole('row').map((row) => row.textContent?.trim())).toEqual(['SectorNowBefore', 'Toys64', 'Moulds and toolswith others3', 'All others together30']);
  const bar = within(table).getByRole('img', { name: 'Toys: 6 firms, Before 4' });
  expect(bar.querySelector('.now')?.getAttribute('width')).toBe('100%');
  expect(bar.querySelector('line')?.getAttribute('x1')).toBe(`${(100 * 4) / 6}%`);
  expect(within(screen.getByRole('table', { name: 'Firms, by what they plan' })).getByText('Vision')).toBeTruthy();
  expect(screen.getByText('Answer: Soon')).toBeTruthy();
  expect(screen.getByText(/At press 2$/)).toBeTruthy();
  expect(screen.getByText('Nothing in either period.')).toBeTruthy();
  expect(screen.getByText('Left out: texts that no instructor has shown yet (3). They are counted.')).toBeTruthy();
  expect(screen.queryByRole('table', { name: 'Marks after visits without a guide' })).toBeNull();
  expect(await barriers(container)).toEqual([]);
});

test('another period is chosen, and table and sheet are of the same one', async () => {
  render(Report);
  await fireEvent.click(await screen.findByRole('button', { name: 'Period before' }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await waitFor(() => expect(asked.at(-1)).toBe('/report?unit=quarter&day=2026-07-01'));
  expect((screen.getByRole('button', { name: 'Period after' }) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getByRole('link', { name: 'Table (CSV)' }).getAttribute('href')).toBe('/api/v1/report/export/report.csv?unit=quarter&day=2026-07-01');
  expect(screen.getByRole('link', { name: 'Sheet to print (PDF)' }).getAttribute('href')).toContain('language=en');
  await fireEvent.click(screen.getByRole('button', { name: 'From – to' }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await fireEvent.input(await screen.findByLabelText('First day'), { target: { value: '2026-11-01' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await waitFor(() => expect(asked.at(-1)).toBe('/report?unit=days&day=2026-11-01&last=2026-12-31'));
});

test('a refusal is said, and who does not teach is asked to sign in', async () => {
  refusal = { detail: 'No. Nothing was changed.', code: 'report_days', params: { first: '2000', last: '2099' } };
  const { unmount } = render(Report);
  expect((await screen.findByRole('alert')).textContent).toContain('The last day lies before the first');
  unmount();
  role = 'visitor';
  await me.ask();
  asked = [];
  render(Report);
  expect(screen.queryByRole('button', { name: 'Quarter' })).toBeNull();
  expect(asked).toEqual([]);
});
