import { render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CableDesk } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { cell, health } from '../test-data';
import { met } from './cable.svelte';
import { scaleOf } from './level';
import Pull from './Pull.svelte';

type Numbers = NonNullable<CableDesk['numbers']>;
const nowUs = () => Date.now() * 1000;
const numbers = (over: Partial<Numbers> = {}): Numbers => ({
  produced: 1234, waiting: 0, waiting_rows: 0, waiting_bytes: 0, given_up: 0, stored: 1234, receipts_due: 0, lost: 0, doubled: 0, meets: true, ...over,
});
const view = (over: Partial<CableDesk> = {}): CableDesk => ({
  cell: 'sandbox-1', why_not: null, plugged: true, lines: 1, outage: null, hears: true, numbers: numbers(), unread: null, counted_us: nowUs(), ...over,
});
const outage = (over: Partial<NonNullable<CableDesk['outage']>> = {}) => ({ out_us: nowUs() - 45e6, in_us: null, waiting: null, drained_s: null, ...over });
const pulled = () => view({ plugged: false, lines: 0, hears: false, outage: outage(), numbers: numbers({ produced: 1290, waiting: 56, waiting_rows: 50, waiting_bytes: 17_200 }) });

const hub = (say: (method: string, body: string) => CableDesk | [number, unknown]) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push(`${options?.method ?? 'GET'} ${url} ${options?.body ?? ''}`.trim());
    const said = say(options?.method ?? 'GET', String(options?.body ?? ''));
    const [status, body] = Array.isArray(said) ? said : [200, said];
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
};
const sum = () => screen.getByRole('group', { name: /Does everything meet|Cuadra todo/ });
const said = () => sum().textContent?.replace(/\s+/g, ' ');
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((one) => one.id)).toEqual([]);

beforeEach(() => live.hear({ type: 'snapshot', seq: 1, now_us: nowUs(), health, cells: [cell()] }));
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });

test('the cable is pulled and plugged in, and each end shows its own witness', async () => {
  let out = false;
  const asked = hub((method, body) => {
    if (method === 'POST') out = body.includes('false');
    return out ? pulled() : view();
  });
  const { container } = render(Pull);
  (await screen.findByRole('button', { name: 'Pull the cable' })).click();
  await screen.findByText(/out since .*4[456].s/);
  screen.getByText(/Offline since .* knows nothing of what waits there/);
  screen.getByText(/Rows: 50 \(17\.2.kB\)/);
  expect(said()).toMatch(/made\. 56 ?waiting in the gateway ?\+ ?1,234 ?stored in the hub ?= ?1,290 ?made by the press ?meets/);
  expect(screen.getByRole('status').textContent).toContain('The cable is out');
  await clean(container);
  screen.getByRole('button', { name: 'Plug it in again' }).click();
  await screen.findByText('The hub hears the gateway.');
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([
    'POST /api/v1/sandbox/cable {"plugged":false}', 'POST /api/v1/sandbox/cable {"plugged":true}',
  ]);
});

test.each([
  [numbers(), 'meets', /meets.*0 lost.*0 doubled.*in the same moment/],
  [numbers({ meets: false, receipts_due: 6, waiting: 6 }), 'on-the-way', /\u2212 ?6 ?in both.*= ?1,234.*on its way.*6 stored, receipt on its way/],
  [numbers({ meets: false, waiting: 1 }), 'on-the-way', /≠ ?1,234.*on its way.*Records were passing/],
  [numbers({ meets: false, lost: 3, stored: 1231 }), 'no', /≠ ?1,234.*does not meet.*3 lost.*0 doubled.*must not happen/],
  [numbers({ meets: false, doubled: 2, stored: 1236 }), 'no', /does not meet.*0 lost.*2 doubled/],
  [numbers({ given_up: 7, stored: 1227 }), 'meets', /1,227 ?stored.*\+ ?7 ?given up.*= ?1,234/],
])('what the numbers say is said, and nothing else: %o', async (now, expected, words) => {
  hub(() => view({ numbers: now }));
  render(Pull);
  await screen.findByText('made by the press');
  expect(met(now)).toBe(expected);
  expect(sum().classList.contains(expected)).toBe(true);
  expect(said()).toMatch(words);
});

test('how long it took is told when it is over, in the language of the page', async () => {
  const known = { out_us: nowUs() - 60e6, in_us: nowUs() - 15e6, waiting: 900 };
  let drained: number | null = null;
  hub(() => view({ outage: { ...known, drained_s: drained } }));
  await language.use('es');
  const { container } = render(Pull);
  await screen.findByText(/900 registros esperaban al enchufar el cable/);
  drained = 3.2;
  await waitFor(() => expect(container.querySelector('.result')?.textContent).toMatch(/45.s y esperaron 900 registros. 3,2.s después/), { timeout: 3000 });
});

test('numbers that are old say so and are grey', async () => {
  hub(() => view({ counted_us: nowUs() - 20e6 }));
  render(Pull);
  await screen.findByText(/These numbers are (19|20|21).s old/);
  expect(sum().classList.contains('old')).toBe(true);
});

test('a hub that is away, and a cable that cannot be pulled, say why', async () => {
  hub(() => view({ why_not: { detail: 'x', code: 'cable_tls', params: { host: 'broker.firm' } }, numbers: null }));
  const { unmount } = render(Pull);
  await screen.findByText(/the broker broker.firm is called over TLS/);
  expect(screen.queryByRole('button')).toBeNull();
  unmount();
  hub((method) => (method === 'POST' ? [429, { detail: 'x', code: 'too_many_deeds', params: { wait: 12.3 } }] : view()));
  render(Pull);
  (await screen.findByRole('button', { name: 'Pull the cable' })).click();
  expect((await screen.findByRole('alert')).textContent).toContain('13');
});

test('without numbers it says whether gateway or database has none', async () => {
  hub(() => view({ numbers: null }));
  const { unmount } = render(Pull);
  await screen.findByText(/has written nothing yet/);
  unmount();
  hub(() => view({ numbers: null, unread: 'the disk is gone' }));
  render(Pull);
  await screen.findByText(/cannot read its database: the disk is gone/);
});

test.each([[0, 100], [100, 100], [101, 200], [900, 1000], [1001, 2000], [4999, 5000], [5001, 10_000]])('a bar for %i records ends at %i', (waiting, end) => {
  expect(scaleOf(waiting)).toBe(end);
});
