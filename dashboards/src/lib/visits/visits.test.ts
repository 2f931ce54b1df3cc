import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CellView, GroupView, SlotView, TourView } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { cell, health } from '../test-data';
import { clockOf, minutes } from './clock';
import { forget } from './device';
import Guide from './Guide.svelte';
import { Idle, wanted } from './idle';
import Join from './Join.svelte';
import { own } from './own.svelte';
import { opening, livePage, pressShown } from './stations.svelte';
import { tablet } from './tablet.svelte';
import TourBar from './TourBar.svelte';
import Visits from './Visits.svelte';
import Wall from './Wall.svelte';

const T0 = 1.79e15;
const stops = [
  { slug: 'sensors', minutes: 5, essential: true, rank: 0, spent_s: 0 },
  { slug: 'vision', minutes: 6, essential: false, rank: 3, spent_s: 0 },
  { slug: 'energy', minutes: 4, essential: false, rank: 1, spent_s: 0 },
  { slug: 'spc-oee', minutes: 3, essential: true, rank: 2, spent_s: 0 },
  { slug: 'my-firm', minutes: 4, essential: true, rank: 0, spent_s: 0 },
];
const group = (over: Partial<GroupView> = {}): GroupView => ({
  number: 7, code: 'abc234', slot: null, roles: ['owner'], sectors: ['toys'], people: 6, firms: 2, language: 'es', minutes: 25, stops, at: 0, step: 'problem',
  begun_us: T0, stop_since_us: T0, paused_us: null, ended_us: null, rested_s: 0, extended: 0, planned: 22, reached: ['sensors'], ...over,
});
const tour = (over: Partial<TourView> = {}): TourView => ({ revision: 3, reset: 1, group: group(), ...over });
const slot = (over: Partial<SlotView> = {}): SlotView => ({ id: 4, starts_us: Date.now() * 1000 + 3600e6, minutes: 90, places: 10, free: 4, people: 6, firms: 2, sectors: { toys: 2 }, languages: ['es'], note: '', closed: false, ...over });
const hears = (told: TourView, cells: CellView[] = []) => live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells, tour: told });

let asked: [string, string, unknown][];
let answers: Record<string, unknown>;
beforeEach(async () => {
  await language.upTo('rest');
  asked = [];
  answers = { '/visits/slots': [slot()], '/stations': { stations: [], problems: [] }, '/tour/invitation': { url: 'http://hub/#/visit', here_only: false }, '/tour/join': group(), '/visits/walks': { done: true } };
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const path = url.replace('/api/v1', '').split('?')[0]!;
    asked.push([options?.method ?? 'GET', path, options?.body ? JSON.parse(options.body as string) : null]);
    return Promise.resolve(path in answers ? new Response(JSON.stringify(answers[path])) : new Response('{}'));
  });
});
afterEach(async () => { vi.restoreAllMocks(); vi.unstubAllGlobals(); localStorage.clear(); own.drop(); await language.use('en'); });
const barriers = async (node: Element) => (await axe.run(node, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id, nodes }) => [id, nodes.map((one) => one.html)]);

test('a group in time is neither late nor early, and each minute too much at a stop makes it late', () => {
  expect(clockOf(group(), T0)).toMatchObject({ walked_s: 0, left_s: 1500, late_s: 0, cut: [] });
  expect(clockOf(group(), T0 + 240e6).late_s).toBe(0);
  expect(clockOf(group(), T0 + 420e6)).toMatchObject({ here_s: 420, late_s: 120 });
});

test('who leaves a stop sooner is early, who is given more time is less late', () => {
  const sooner = [{ ...stops[0]!, spent_s: 180 }, ...stops.slice(1)];
  expect(clockOf(group({ stops: sooner, at: 1, stop_since_us: T0 + 180e6 }), T0 + 180e6).late_s).toBe(-120);
  expect(clockOf(group({ extended: 5 }), T0 + 420e6)).toMatchObject({ late_s: -180, left_s: 1380 });
});

test('in a pause and after the end the clock stands', () => {
  expect(clockOf(group({ paused_us: T0 + 1e6 }), T0 + 900e6).walked_s).toBe(0);
  expect(clockOf(group({ ended_us: T0 + 1e6 }), T0 + 900e6).walked_s).toBe(0);
});

test('what matters least is left out first, as much as it takes, never the own firm', () => {
  expect(clockOf(group(), T0 + 60e6 * 8).cut).toEqual(['vision']);
  expect(clockOf(group(), T0 + 60e6 * 12).cut).toEqual(['vision', 'energy']);
  expect(clockOf(group(), T0 + 60e6 * 60).cut).toEqual(['vision', 'energy', 'spc-oee']);
  const without = stops.filter(({ slug }) => slug !== 'vision');
  expect(clockOf(group({ stops: without }), T0 + 60e6 * 8).late_s).toBe(-180);
});

test('minutes are read like a clock, also when they are over', () => {
  expect([minutes(245), minutes(0), minutes(-65), minutes(3600)]).toEqual(['4:05', '0:00', '\u22121:05', '60:00']);
});

test('a kiosk that nobody touches asks after 90 s and begins anew 20 s later', () => {
  const idle = new Idle(0);
  expect([0, 89_999, 90_000, 109_999, 110_000].map((at) => idle.phase(at))).toEqual(['used', 'used', 'asks', 'asks', 'over']);
  expect([idle.left_s(90_000), idle.left_s(109_500), idle.left_s(200_000)]).toEqual([20, 1, 0]);
  idle.touch(100_000);
  expect([idle.phase(189_999), idle.phase(190_000)]).toEqual(['used', 'asks']);
});

test('how long a kiosk waits can be said in its address, within reason', () => {
  expect(['idle=30', 'idle=1', 'idle=x', ''].map((query) => wanted(new URLSearchParams(query)))).toEqual([30, 90, 90, 90]);
});

test('a device forgets whoever held it, and keeps what is its own', () => {
  for (const key of ['sprue.firm', 'sprue.answers', 'sprue.plan', 'sprue.language', 'sprue.tablet', 'sprue.theme', 'elsewhere']) localStorage.setItem(key, '1');
  sessionStorage.setItem('sprue.firm', '1');
  forget();
  expect(Object.keys(localStorage).sort()).toEqual(['elsewhere', 'sprue.tablet', 'sprue.theme']);
  expect(sessionStorage.getItem('sprue.firm')).toBeNull();
});

test("a tablet of the house takes the group's language, follows it, and is clean for the next", async () => {
  await tablet.join('abc234', true, 1);
  expect(language.current).toBe('es');
  expect(await tablet.hear(tour())).toBe('#/station/sensors?step=problem');
  expect(await tablet.hear(tour())).toBeNull();
  tablet.follow(false);
  expect(await tablet.hear(tour({ group: group({ at: 1 }) }))).toBeNull();
  tablet.follow(true);
  expect(await tablet.hear(tour({ group: group({ at: 1, step: 'see' }) }))).toBe('#/station/vision?step=see');
  localStorage.setItem('sprue.firm', '{}');
  expect(await tablet.hear(tour({ reset: 2, group: null }))).toBe('#/visit');
  expect([localStorage.getItem('sprue.firm'), language.current, tablet.joined, tablet.it!.house]).toEqual([null, 'en', false, true]);
  expect(asked.filter(([method]) => method !== 'GET').map(([method, path]) => `${method} ${path}`)).toEqual(['POST /tour/join', 'DELETE /sandbox', 'POST /mine/leave', 'POST /tour/leave']);
});

test("a visitor's own telephone leaves the group and keeps what is his", async () => {
  await tablet.join('abc234', false, 1);
  localStorage.setItem('sprue.firm', '{}');
  expect(await tablet.hear(tour({ reset: 2, group: null }))).toBeNull();
  expect([localStorage.getItem('sprue.firm'), language.current, tablet.it]).toEqual(['{}', 'en', null]);
});

test('a visit of one’s own goes from stop to stop and is counted once, without anybody in it', async () => {
  own.begin({ roles: ['owner'], minutes: 25, stops }, 'own', 0);
  own.go(1);
  expect([own.here?.slug, own.next?.slug, own.left_s(60_000), location.hash]).toEqual(['vision', 'energy', 1440, '#/station/vision?step=problem']);
  expect(JSON.parse(localStorage.getItem('sprue.visit')!).reached).toEqual(['sensors', 'vision']);
  await own.end(4, 600_000);
  await own.end(5, 600_000);
  expect(asked.filter(([, path]) => path === '/visits/walks')).toEqual([['POST', '/visits/walks', { how: 'own', role: 'owner', minutes: 25, minutes_walked: 10, stops: ['sensors', 'vision'], finished: false, rating: 4, language: 'en' }]]);
  expect(own.visit).toBeNull();
});

test('a visit that nobody went on with since yesterday is counted as left', async () => {
  own.begin({ roles: ['owner'], minutes: 25, stops }, 'own', 0);
  await own.sweep(3600e3);
  expect(own.visit).not.toBeNull();
  await own.sweep(13 * 3600e3);
  expect(asked.find(([, path]) => path === '/visits/walks')?.[2]).toMatchObject({ finished: false, minutes_walked: 50, stops: ['sensors'] });
});

test('the bar names the stop, the time that is left and what is next', async () => {
  own.begin({ roles: ['owner'], minutes: 25, stops }, 'own');
  render(TourBar);
  expect(screen.getByText('sensors')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Next: vision' }));
  expect(own.here?.slug).toBe('vision');
});

test('the wall tells the first words of a step and frames the page that shows it', () => {
  expect(opening('<p>One short sentence.</p><p>More.</p>')).toBe('One short sentence.');
  expect(opening(`<p>${'A sentence that goes on for a while. '.repeat(20)}</p>`).length).toBeLessThanOrEqual(322);
  expect(opening(undefined)).toBe('');
  const place = { page: '/shots?cell={cell}', point_at: '' };
  const station = { station: 'vision', cell: 'imm-1', see: place, caught: { ...place, page: '/process/{cell}' } } as never;
  expect([livePage(station, 'see'), livePage(station, 'caught'), livePage(station, 'problem')]).toEqual(['#/shots?cell=imm-1&wall=1', '#/process/imm-1?wall=1', '#/cell/imm-1?wall=1']);
});

test('of a press that is broken the wall shows the group\'s own, and the plant\'s where the deed is done there', () => {
  const station = (page: string, trespass = false) => ({ station: 'vision', cell: 'imm-1', see: { page: '/cell/{cell}' }, caught: { page }, breaks: { deed: { trespass } } }) as never;
  const curve = station('/process/{cell}'), cable = station('/sandbox'), door = station('/instructor', true);
  expect(['see', 'break', 'caught'].map((step) => livePage(curve, step, 'sandbox-2'))).toEqual(['#/cell/imm-1?wall=1', '#/cell/sandbox-2?wall=1', '#/process/sandbox-2?wall=1']);
  expect(livePage(curve, 'break')).toBe('#/cell/imm-1?wall=1');
  expect([livePage(cable, 'caught', 'sandbox-2'), livePage(cable, 'caught')]).toEqual(['#/cell/sandbox-2?wall=1', '#/sandbox?wall=1']);
  expect(['see', 'break', 'caught'].map((step) => pressShown(curve, step, 'sandbox-2'))).toEqual([null, 'sandbox-2', 'sandbox-2']);
  expect([pressShown(curve, 'break', null), pressShown(cable, 'caught', null), pressShown(door, 'break', null)]).toEqual(['imm-1', null, null]);
});

test('the wall says whose press it shows, and turns to the group\'s own as soon as it has one', async () => {
  const place = { page: '/cell/{cell}', point_at: '' };
  answers['/stations/sensors'] = { station: 'sensors', title: 'Sensors', lead: '', cell: 'imm-1', see: place, caught: place, sections: {}, breaks: { machine: 'lunch-box', deed: { trespass: false } } };
  answers['/tour/presses'] = [];
  const press = (name: string, sandbox: boolean, title: string) => cell({ cell: name, title, sandbox });
  hears({ ...tour(), group: group({ step: 'break', language: 'en' }) }, [press('imm-1', false, 'Lids')]);
  const { container } = render(Wall);
  const frame = () => container.querySelector('iframe')?.getAttribute('src');
  await screen.findByText(/belongs to the plant/);
  expect([container.querySelector('.whose')!.textContent, frame()]).toEqual(["Lids belongs to the plant. The group's own is shown here once it has borrowed one.", '#/cell/imm-1?wall=1']);
  answers['/tour/presses'] = [{ cell: 'sandbox-1', machine: 'toy-gear' }, { cell: 'sandbox-2', machine: 'lunch-box' }];
  hears({ ...tour({ revision: 5 }), group: group({ step: 'break', language: 'en' }) }, [press('imm-1', false, 'Lids'), press('sandbox-1', true, 'Gears'), press('sandbox-2', true, 'Boxes')]);
  await screen.findByText(/in this group's hands/);
  expect([container.querySelector('.whose strong')!.textContent, frame()]).toEqual(['Boxes', '#/cell/sandbox-2?wall=1']);
});

test('the wall shows where the group is, and the hall with a QR code when there is none', async () => {
  hears(tour());
  const { container } = render(Wall);
  await screen.findByText('Parada 1 de 5 · El problema');
  expect(container.querySelector('.code')!.textContent).toBe('abc234');
  hears(tour({ revision: 4, reset: 2, group: null }));
  await screen.findByText('Begin your own visit');
  expect(container.querySelector('iframe')).toBeNull();
});

test('sectors and numbers of firms are shown, and a full slot says so', async () => {
  answers['/visits/slots'] = [slot(), slot({ id: 5, free: 0 })];
  const { container } = render(Visits);
  expect(await screen.findAllByText(/Firms: 2, people: 6 · Toys × 2/)).toHaveLength(2);
  expect(screen.getByText('All 10 places are taken')).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

test('a name needs consent, and who gives none is not asked', async () => {
  answers['/visits/slots/4/bookings'] = { slot: slot(), people: 1, sector: 'toys', role: 'owner', size: 'small', language: 'en', name: null, contact: null, consent: null, consent_us: null, forgotten_us: null, booked_us: T0, cancelled: false, code: 'aaaaa-bbbbb' };
  const { container } = render(Visits);
  await fireEvent.click(await screen.findByRole('button', { name: /^Book places/ }));
  expect(screen.queryByRole('checkbox')).toBeNull();
  await fireEvent.input(screen.getByLabelText(/^Firm or name/), { target: { value: 'Ana' } });
  expect((screen.getByRole('checkbox') as HTMLInputElement).checked).toBe(false);
  await fireEvent.input(screen.getByLabelText(/^Firm or name/), { target: { value: '' } });
  await fireEvent.submit(container.querySelector('form')!);
  expect(await screen.findByText('aaaaa-bbbbb')).toBeTruthy();
});

test('the guide sees how late the group is and leaves a stop out with one tap', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  const nowUs = Date.now() * 1000;
  hears(tour({ group: group({ begun_us: nowUs - 480e6, stop_since_us: nowUs - 480e6 }) }));
  const { container } = render(Guide);
  expect(await screen.findByText('3 min late')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Leave out vision' }));
  await waitFor(() => expect(asked.find(([, path]) => path === '/tour/move')?.[2]).toEqual({ deed: 'cut', stop: 'vision', seen: 3 }));
  expect(await barriers(container)).toEqual([]);
});

test('a group that was announced brings its people, firms, sectors, roles and language', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  const firm = { id: 1, people: 3, sector: 'toys', role: 'quality', size: 'small', language: 'it', name: null, contact: null };
  answers['/visits/slots/4/firms'] = [firm, { ...firm, id: 2, role: 'maintenance' }];
  hears(tour({ group: null }));
  render(Guide);
  await fireEvent.change(await screen.findByLabelText('From a visit that was announced'), { target: { value: '' } });
  await screen.findByRole('option', { name: /Firms: 2/ });
  await fireEvent.change(screen.getByLabelText('From a visit that was announced'), { target: { value: '4' } });
  await waitFor(() => expect(screen.getByRole('button', { name: 'Italian' }).getAttribute('aria-pressed')).toBe('true'));
  await fireEvent.click(screen.getByRole('button', { name: 'Begin the tour' }));
  await waitFor(() => expect(asked.find(([, path]) => path === '/tour/start')?.[2]).toEqual({ roles: ['quality', 'maintenance'], sectors: ['toys'], people: 6, firms: 2, minutes: 90, language: 'it', slot: 4 }));
});

test('the instructor lets another tablet guide, by a code that is shown', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  answers['/tour/guide/codes'] = { code: 'k3k3k3k3k3k3', until_us: T0, url: 'http://hub/#/guide?pass=k3k3k3k3k3k3', here_only: false };
  hears(tour({ group: null }));
  const { container } = render(Guide);
  await fireEvent.click(await screen.findByRole('button', { name: 'Guide from a tablet' }));
  expect(await screen.findByText(/pass=k3k3k3k3k3k3/)).toBeTruthy();
  expect(await barriers(container)).toEqual([]);
});

test('whoever scans the code chooses whether the tablet is the house’s', async () => {
  hears(tour());
  render(Join, { code: 'abc234' });
  expect(screen.getByRole('button', { name: 'Follow on my own telephone' })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Follow on this tablet of the house' }));
  await waitFor(() => expect(location.hash).toBe('#/station/sensors?step=problem'));
});
