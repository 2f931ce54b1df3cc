import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeedsView, MineView, TogetherView, VoicesView, VoiceView, SeatView, InterestView } from '../api';
import { language } from '../i18n.svelte';
import { me } from '../me.svelte';
import { told } from '../mine/told';
import Mine from '../mine/Mine.svelte';
import Together from '../together/Together.svelte';
import Moderation from './Moderation.svelte';
import { station } from './stations.svelte';
import Voices from './Voices.svelte';
import { sectors } from './words';

const voice = (over: Partial<VoiceView> = {}): VoiceView => ({
  id: 1, kind: 'proposal', left_us: 1.79e15, language: 'en', text: 'A robot that stacks caps', stars: null, station: null, plan: null, sector: null, size: null, firm: null,
  votes: 3, voted: false, mine: false, state: 'shown', answer: '', done: '', done_us: null, ...over,
});
const none = { told: [], rest: 0 };
let seats: SeatView[], interests: InterestView[], waiting: VoiceView[];
let voices: VoicesView, together: TogetherView, mine: MineView, deeds: DeedsView;
let asked: [method: string, path: string, body: unknown][];
let refusal: object | null;
beforeEach(() => {
  [asked, refusal, interests, waiting] = [[], null, [], [voice({ state: 'waiting' })]];
  voices = { told: [voice()], satisfaction: { count: 12, mean: 4.25, often: [0, 1, 1, 4, 6] }, intentions: [], waiting: 0 };
  deeds = { firms: 4, alike: null, sectors: { told: [{ sector: 'toys', firms: 3 }], rest: null }, told: [] };
  together = {
    meetings: [{ id: 7, kind: 'seminar', title: 'Sensors', starts_us: 1.79e15, place: 'Ibi', places: 2, taken: 1, language: 'es', link: null, station: 'sensors', cancelled: false, over: false, mine: false, named: false }],
    topics: [{ station: 'vision', look: { told: [{ kind: 'firm', count: 3 }], rest: 0 }, offer: { told: [{ kind: 'supplier', count: 1 }], rest: 0 }, sectors: none }],
    mine: [{ id: 4, side: 'look', station: 'vision', kind: 'firm', opted_in: true }], matches: [{ station: 'vision', contacts: [{ side: 'offer', kind: 'supplier', sector: null, name: 'Bert', contact: 'bert@example.org' }] }],
  };
  mine = { code: 'abcd-efgh-jkmn-pqrs', contacts_kept_days: 400, entries: [{ kind: 'interest', id: 4, left_us: 1.79e15, said: { side: 'look', station: 'vision', kind: 'firm', name: 'Anna', contact: 'anna@example.org' }, consent: { purpose: 'contact', version: 1, language: 'es', text: 'Mi nombre puede verse', given_us: 1.79e15 } }] };
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const [path, method] = [url.replace('/api/v1', ''), options?.method ?? 'GET'];
    if (method !== 'GET') asked.push([method, path, options?.body ? JSON.parse(options.body as string) : null]);
    if (method !== 'GET' && refusal) return Promise.resolve(new Response(JSON.stringify(refusal), { status: 409 }));
    const texts = ['firm', 'seat', 'contact'].map((purpose) => ({ purpose, version: 1, language: 'en', text: `Agreed for ${purpose}` }));
    const answers: Record<string, unknown> = { '/stations?language=en': { stations: [{ station: 'vision', title: 'Vision' }, { station: 'energy', title: 'Energy' }, { station: 'sensors', title: 'Sensors' }], problems: [] }, '/mine/consents?language=en': texts, '/voices': voices, '/together': together, '/mine': mine, '/voices/moderation': waiting, '/together/moderation': interests };
    const body = path.includes('/seats') ? seats : path.startsWith('/voices/deeds') ? deeds : (answers[path] ?? {});
    return Promise.resolve(new Response(JSON.stringify(body)));
  });
});
afterEach(async () => { vi.restoreAllMocks(); vi.unstubAllGlobals(); location.hash = ''; await language.use('en'); });
const barriers = async (container: Element) => (await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);
const button = (name: string | RegExp) => screen.getByRole('button', { name }) as HTMLButtonElement;
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

test('few firms are told as fewer than three, and a slug is readable', () => {
  expect(sectors({ told: [{ sector: 'toys', firms: 5 }], rest: 4 })).toBe('Toys 5, other sectors 4');
  expect(sectors({ told: [], rest: null })).toBe('fewer than 3');
  expect(sectors({ told: [], rest: 0 })).toBe('');
  expect(station('pressure-curve')).toBe('Pressure curve');
});

test('votes are seen, given and said', async () => {
  const { container } = render(Voices);
  expect(await screen.findByText('3 votes')).toBeTruthy();
  expect(screen.getByText('4.3')).toBeTruthy();
  expect(screen.getByText("of 5, from 12 visitors' marks")).toBeTruthy();
  voices = { ...voices, told: [voice({ votes: 4, voted: true })] };
  await fireEvent.click(button(/^I want to see this/));
  expect(await screen.findByText('4 votes')).toBeTruthy();
  expect(button(/^You want to see this/).getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(button(/^You want to see this/));
  await waitFor(() => expect(asked.map(([method, path]) => `${method} ${path}`)).toEqual(['PUT /voices/1/vote', 'DELETE /voices/1/vote']));
  expect(await barriers(container)).toEqual([]);
});

test('marks and plans of fewer than three are told as such, without a figure', async () => {
  voices = {
    ...voices, satisfaction: { count: null, mean: null, often: null },
    intentions: [
      { station: 'vision', this_year: null, later: null, no: null, rest: null, done: null, sectors: none },
      { station: 'energy', this_year: 4, later: null, no: null, rest: 5, done: 3, sectors: none },
    ],
  };
  render(Voices);
  expect(await screen.findByText("Visitors' marks: fewer than 3 so far.")).toBeTruthy();
  const cells = () => screen.getAllByRole('row').slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  expect(cells()).toEqual([['fewer than 3', 'fewer than 3', 'fewer than 3', 'fewer than 3'], ['4', 'with others', 'with others', '3']]);
});

test('a mark is enough for feedback, and what was sent waits', async () => {
  render(Voices);
  await screen.findByText('3 votes');
  expect(button('Send').disabled).toBe(true);
  await fireEvent.click(button(/excellent/));
  voices = { ...voices, waiting: 1 };
  await fireEvent.click(button('Send'));
  expect(await screen.findByText(/^Received\./)).toBeTruthy();
  expect(await screen.findByText('Of yours still waiting to be read: 1.')).toBeTruthy();
  expect(asked).toEqual([['POST', '/voices', { kind: 'feedback', language: 'en', text: '', stars: 5 }]]);
});

test('a no needs its reason', async () => {
  location.hash = '#/voices?station=energy';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(Voices);
  await fireEvent.click(await screen.findByRole('button', { name: 'Will my firm do it' }));
  await fireEvent.click(button('No, because …'));
  expect(button('Send').disabled).toBe(true);
  await type('Why not?', 'No meter yet');
  await fireEvent.click(button('Send'));
  await waitFor(() => expect(asked[0]?.[2]).toEqual({ kind: 'intention', language: 'en', text: 'No meter yet', station: 'energy', plan: 'no', sector: null, size: null }));
});

test("a firm's name goes out only with a box that somebody has ticked", async () => {
  location.hash = '#/voices?station=energy';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(Voices);
  await fireEvent.click(await screen.findByRole('button', { name: 'We did it' }));
  await type('What did you do, and what came of it?', 'Meters on six presses');
  expect(button('Send').disabled).toBe(false);
  await type('Name of the firm, if it may be shown', 'Toy Ltd');
  const box = (await screen.findByLabelText('Agreed for firm')) as HTMLInputElement;
  expect([box.checked, button('Send').disabled]).toEqual([false, true]);
  await fireEvent.click(box);
  await fireEvent.click(button('Send'));
  await waitFor(() => expect(asked[0]?.[2]).toMatchObject({ kind: 'deed', firm: 'Toy Ltd', consent: { version: 1, language: 'en' } }));
});

test('which firm like mine: too few are not counted out', async () => {
  render(Voices);
  const part = within((await screen.findByRole('heading', { name: 'Which firm like mine did it?' })).closest('section')!);
  await fireEvent.change(part.getByLabelText('Sector'), { target: { value: 'medical' } });
  expect(await part.findByText('Firms that say so: 4. In Medical: fewer than 3.')).toBeTruthy();
  expect(part.getByText('Toys 3, other sectors fewer than 3')).toBeTruthy();
  deeds = { firms: null, alike: null, sectors: { told: [], rest: null }, told: [voice({ kind: 'deed', text: 'Meters on six presses' })] };
  await fireEvent.change(part.getByLabelText('People in the firm'), { target: { value: 'small' } });
  expect(await part.findByText('Firms that say so: fewer than 3. In Medical: fewer than 3.')).toBeTruthy();
  expect(part.getByText('Meters on six presses')).toBeTruthy(); // what was said to be read stays to be read
});

test('an instructor takes one seat back by a second tap', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  seats = [{ id: 3, name: 'Ana', email: 'ana@example.org', language: 'es', left_us: 1.79e15 }];
  render(Together);
  await fireEvent.click(await screen.findByRole('button', { name: /^Who comes/ }));
  expect(await screen.findByText(/ana@example\.org/)).toBeTruthy();
  await fireEvent.click(button('Take this seat back'));
  expect(asked).toEqual([]);
  seats = [];
  await fireEvent.click(button('Yes, take it back'));
  expect(await screen.findByText(/A seat of “Sensors” is free again/)).toBeTruthy();
  expect(asked).toEqual([['DELETE', '/together/meetings/7/seats/3', null]]);
  expect(screen.queryByText(/ana@example\.org/)).toBeNull();
});

test('a meeting is cancelled by a second tap, and who has a seat stays listed', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  seats = [{ id: 3, name: 'Ana', email: 'ana@example.org', language: 'es', left_us: 1.79e15 }];
  render(Together);
  await fireEvent.click(await screen.findByRole('button', { name: /^Who comes/ }));
  await fireEvent.click(button(/^Cancel it *Sensors/));
  expect(screen.getByText(/cannot be undone/)).toBeTruthy();
  await fireEvent.click(button('No, keep it'));
  await fireEvent.click(button(/^Cancel it *Sensors/));
  expect(asked).toEqual([]);
  together = { ...together, meetings: together.meetings.map((one) => ({ ...one, cancelled: true })) };
  await fireEvent.click(button('Yes, cancel it'));
  expect(await screen.findByText('Cancelled')).toBeTruthy();
  expect(asked).toEqual([['DELETE', '/together/meetings/7', null]]);
  expect(screen.getByText(/ana@example\.org/)).toBeTruthy();
  expect([screen.queryByRole('button', { name: /^Cancel it/ }), screen.queryByRole('button', { name: /^Take this seat back/ })]).toEqual([null, null]);
});

test('whoever says something sees its code at once, and whoever is named in a list sees it there and beside what he looks for', async () => {
  const { code } = mine;
  mine = { ...mine, code: null };
  const { unmount } = render(Voices);
  await screen.findByText('3 votes');
  await fireEvent.click(button(/excellent/));
  expect(screen.queryByText(code!)).toBeNull();
  mine = { ...mine, code };
  await fireEvent.click(button('Send'));
  expect(await screen.findByText(code!)).toBeTruthy();
  unmount();
  together = { ...together, meetings: together.meetings.map((one) => ({ ...one, mine: true, named: true })) };
  render(Together);
  const meeting = await screen.findByRole('article', { name: 'Sensors' });
  expect(await within(meeting).findByText(code!)).toBeTruthy();
  await waitFor(() => expect(screen.getAllByText(code!).filter((one) => !meeting.contains(one))).toHaveLength(1));
});

test('one tap takes an anonymous seat; a full meeting says so', async () => {
  const { container } = render(Together);
  expect(await screen.findByText('1 of 2 seats free')).toBeTruthy();
  expect(screen.getByText('Look for this: 3 firms.')).toBeTruthy();
  expect(screen.getByText('Offer this: 1 IT supplier.')).toBeTruthy();
  expect(screen.getByText('bert@example.org')).toBeTruthy();
  refusal = { detail: 'x', code: 'meeting_full', params: { places: 2 } };
  await fireEvent.click(button(/^Take a seat *Sensors/));
  expect((await screen.findByRole('alert')).textContent).toBe('All 2 seats are taken. Nothing was changed.');
  refusal = null;
  await fireEvent.click(button(/^Take a seat *Sensors/));
  await waitFor(() => expect(asked.length).toBe(2));
  expect(asked[1]).toEqual(['PUT', '/together/meetings/7/seat', { language: 'en', name: null, email: null, consent: null }]);
  await waitFor(() => expect(button(/^Withdraw the contact *Vision/).disabled).toBe(false));
  await fireEvent.click(button(/^Withdraw the contact *Vision/));
  expect(asked.length).toBe(2);
  await fireEvent.click(button('Yes, withdraw it'));
  await waitFor(() => expect(asked[2]).toEqual(['DELETE', '/mine/interest/4/names', null]));
  expect(await barriers(container)).toEqual([]);
});

test('everything is deleted only when it is asked for twice; the consent can be read', async () => {
  const { container } = render(Mine);
  expect(await screen.findByText('abcd-efgh-jkmn-pqrs')).toBeTruthy();
  expect(screen.getByText('Mi nombre puede verse').getAttribute('lang')).toBe('es');
  await fireEvent.click(button('Delete everything'));
  expect(asked).toEqual([]);
  mine = { ...mine, code: null, entries: [] };
  await fireEvent.click(button('Yes, delete'));
  expect(await screen.findByText('This browser has left nothing.')).toBeTruthy();
  expect(asked).toEqual([['DELETE', '/mine', null]]);
  expect(await barriers(container)).toEqual([]);
});

test('a code is asked for twice as well, and what came of it is said', async () => {
  render(Mine);
  await screen.findByText('abcd-efgh-jkmn-pqrs');
  await fireEvent.input(screen.getByRole('textbox', { name: 'Your code' }), { target: { value: 'x' } });
  await fireEvent.click(button('Delete what belongs to it'));
  expect(asked).toEqual([]);
  refusal = { detail: 'x', code: 'code_unknown', params: {} };
  await fireEvent.click(button('Yes, delete'));
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing is kept under this code.');
  expect(asked).toEqual([['POST', '/mine/forget', { code: 'x' }]]);
});

test('whatever was left is told in a line', () => {
  const one = mine.entries[0]!;
  expect(told(one)).toEqual({ title: 'We look for this', text: '', about: ['Vision', 'Firm', 'Anna', 'anna@example.org'] });
  expect(told({ ...one, kind: 'seat', said: { title: 'Sensors', name: null } })).toEqual({ title: 'A seat', text: 'Sensors', about: [] });
  expect(told({ ...one, kind: 'voice', said: { kind: 'intention', text: 'No meter', station: 'energy', plan: 'no', state: 'waiting' } })).toEqual({ title: 'Will my firm do it', text: 'No meter', about: ['Energy', 'No, because …', 'Waiting'] });
});

test('who has not signed in moderates nothing', () => {
  render(Moderation);
  expect(screen.getByLabelText('Secret')).toBeTruthy();
  expect(screen.queryByText('Delete by code')).toBeNull();
});

test('an instructor shows a voice with an answer and what was done', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  const { container } = render(Moderation);
  await screen.findByLabelText('Answer:');
  await type('Answer:', 'In March');
  await type('What was done:', 'It stands at press 2');
  await type('Done on', '2026-11-20');
  await fireEvent.click(button(/^Show it/));
  await waitFor(() => expect(asked[0]).toEqual(['POST', '/voices/1/moderation', { state: 'shown', answer: 'In March', done: 'It stands at press 2', done_us: Date.UTC(2026, 10, 20, 12) * 1000 }]));
  expect(await barriers(container)).toEqual([]);
});

test('an instructor deletes a voice by a second tap, and it is said', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  waiting = [voice({ id: 9, state: 'waiting', text: 'Ask for Mr Ferrer' })];
  render(Moderation);
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete it Ask for Mr Ferrer' }));
  expect([asked, screen.getByText(/goes with its votes/) !== null]).toEqual([[], true]);
  await fireEvent.click(button('No, keep'));
  expect(screen.queryByText(/goes with its votes/)).toBeNull();
  await fireEvent.click(button('Delete it Ask for Mr Ferrer'));
  waiting = [];
  await fireEvent.click(button('Yes, delete'));
  expect(await screen.findByText(/^It is deleted/)).toBeTruthy();
  expect(asked).toEqual([['DELETE', '/voices/9', null]]);
  await waitFor(() => expect(screen.queryByText('Ask for Mr Ferrer')).toBeNull());
});

test('an instructor deletes an interest by a second tap, and it is said', async () => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  interests = [{ id: 4, side: 'offer', station: 'vision', kind: 'supplier', opted_in: true, sector: null, name: 'Bert', contact: 'bert@example.org', left_us: 1.79e15, hidden: false }];
  const { container } = render(Moderation);
  expect(await screen.findByText(/bert@example\.org/)).toBeTruthy();
  await fireEvent.click(button('Delete it Vision Bert'));
  expect(asked).toEqual([]);
  expect(await barriers(container)).toEqual([]);
  interests = [];
  await fireEvent.click(button('Yes, delete'));
  expect(await screen.findByText(/^It is deleted/)).toBeTruthy();
  expect(asked).toEqual([['DELETE', '/together/interests/4', null]]);
  await waitFor(() => expect(screen.queryByText(/bert@example\.org/)).toBeNull());
});

test.each([
  [{ told: [], rest: null }, 'Look for this: fewer than 3.'],
  [{ told: [], rest: 4 }, 'Look for this: 4, of several kinds.'],
  [{ told: [{ kind: 'firm', count: 5 }], rest: null }, 'Look for this: 5 firms, others fewer than 3.'],
  [{ told: [{ kind: 'firm', count: 5 }], rest: 3 }, 'Look for this: 5 firms, others 3.'],
] as const)('who looks is told as far as it may be, and nobody is no line: %o', async (look, line) => {
  together = { ...together, topics: [{ station: 'vision', look: { told: [...look.told], rest: look.rest }, offer: { told: [], rest: 0 }, sectors: none }] };
  render(Together);
  expect(await screen.findByText(line)).toBeTruthy();
  expect(screen.queryByText(/^Offer this/)).toBeNull();
});
