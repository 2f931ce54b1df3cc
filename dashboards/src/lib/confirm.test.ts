import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BookingView, ItineraryView, MeetingView, MineEntry, MineView, SandboxDesk, TogetherView } from './api';
import { Desk } from './desk.svelte';
import Kept from './firm/Kept.svelte';
import { firm } from './firm/store.svelte';
import { language } from './i18n.svelte';
import { live } from './live.svelte';
import { me } from './me.svelte';
import Entry from './mine/Entry.svelte';
import Mine from './mine/Mine.svelte';
import Process from './process/Process.svelte';
import Wishes from './roadmap/Wishes.svelte';
import { wishes } from './roadmap/wishes.svelte';
import { desk as sandbox } from './sandbox/desk.svelte';
import Borrowed from './sandbox/Mine.svelte';
import { health } from './test-data';
import Meeting from './together/Meeting.svelte';
import Topics from './together/Topics.svelte';
import Booking from './visits/Booking.svelte';
import Guide from './visits/Guide.svelte';
import { guiding } from './visits/guiding.svelte';
import Kiosk from './visits/Kiosk.svelte';
import { own } from './visits/own.svelte';
import Pass from './visits/Pass.svelte';
import Visit from './visits/Visit.svelte';
import ByCode from './voices/ByCode.svelte';

const SOON_US = (Date.now() + 86_400_000) * 1000;
const slot = { id: 4, starts_us: SOON_US, minutes: 90, places: 10, free: 4, people: 6, firms: 2, sectors: {}, languages: ['es'], note: '', closed: false };
const booking = { slot, people: 3, sector: 'toys', role: 'owner', size: 'small', language: 'es', name: null, contact: null, consent: null, consent_us: null, forgotten_us: null, booked_us: 0, cancelled: false } as unknown as BookingView;
const consent = { purpose: 'contact', version: 1, language: 'es', text: 'Mi nombre', given_us: 0 };
const entry = (kind: MineEntry['kind'], over: object = {}) => ({ kind, id: 4, left_us: 0, said: { title: 'Sensors' }, consent: null, ...over }) as MineEntry;
const meeting = (over: Partial<MeetingView> = {}): MeetingView => ({ id: 7, kind: 'seminar', title: 'Sensors', starts_us: SOON_US, place: 'Ibi', places: 2, taken: 1, language: 'es', link: null, station: null, cancelled: false, over: false, mine: true, named: false, ...over });
const together = { meetings: [], topics: [{ station: 'vision', look: { told: [], rest: 0 }, offer: { told: [], rest: 0 }, sectors: { told: [], rest: 0 } }], mine: [{ id: 4, side: 'look', station: 'vision', kind: 'firm', opted_in: true }], matches: [] } as unknown as TogetherView;
const left: MineView = { code: 'abcd-efgh', contacts_kept_days: 400, entries: [] };
const borrowed = { cell: 'sandbox-1', machine: 'toy-gear', expires_us: SOON_US, problem: null } as NonNullable<SandboxDesk['mine']>;
const process = { cell: 'imm-1', phase: 'watching', numbers: [], alarm: null, origin: null, seen_us: null, level: null, template: { version: 2, shots: 60, from_us: 0, to_us: 1, settling: [] } };
const ANSWERS: Record<string, unknown> = { '/mine': left, '/process/imm-1': process, '/process/imm-1/alarms': [], '/mine/forget': { deleted: 1 }, '/mine/consents': [], '/visits/slots': [], '/tour/guide': { guides: true }, '/stations': { stations: [], problems: [] } };
const none = () => undefined;

let done: string[];
beforeEach(async () => {
  await language.upTo('rest');
  done = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const path = url.replace('/api/v1', '').split('?')[0]!, method = options?.method ?? 'GET';
    if (method !== 'GET') done.push(`${method} ${path}`);
    return Promise.resolve(Response.json(ANSWERS[path] ?? {}));
  });
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells: [], tour: { revision: 3, reset: 1, group: null } });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); [guiding.passed, sandbox.view] = [false, null]; firm.forget(); wishes.forget(); });
const desk = <T>() => new Desk<T>(() => Promise.resolve({} as T));
const teaches = () => vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
const button = (name: string) => screen.findByRole('button', { name });
const press = async (name: string) => fireEvent.click(await button(name));

/** Where it stands, what is pressed first, then, and what the hub is asked to do. */
const DEEDS: [name: string, shown: () => unknown, first: string, yes: string, no: string, asks: string][] = [
  ['a booking', () => render(Booking, { booking, code: 'a-b', fresh: false, onchange: none, onclose: none }), 'Cancel the booking', 'Yes, cancel it', 'No, keep it', 'DELETE /visits/bookings/a-b'],
  ['a meeting', () => { teaches(); render(Meeting, { desk: desk<TogetherView>(), one: meeting() }); }, 'Cancel it Sensors', 'Yes, cancel it', 'No, keep it', 'DELETE /together/meetings/7'],
  ['a seat with a name', () => render(Meeting, { desk: desk<TogetherView>(), one: meeting({ named: true }) }), 'Give the seat back Sensors', 'Yes, give it back', 'No, keep it', 'DELETE /together/meetings/7/seat'],
  ['a seat that others wait for', () => render(Meeting, { desk: desk<TogetherView>(), one: meeting({ taken: 2 }) }), 'Give the seat back Sensors', 'Yes, give it back', 'No, keep it', 'DELETE /together/meetings/7/seat'],
  ['an interest', () => render(Topics, { desk: desk<TogetherView>(), view: together }), 'Take it back Vision', 'Yes, delete', 'No, keep', 'DELETE /mine/interest/4'],
  ["an interest's contact", () => render(Topics, { desk: desk<TogetherView>(), view: together }), 'Withdraw the contact Vision', 'Yes, withdraw it', 'No, keep', 'DELETE /mine/interest/4/names'],
  ['one thing that was left', () => render(Entry, { desk: desk<MineView>(), one: entry('seat') }), 'Delete A seat Sensors', 'Yes, delete', 'No, keep', 'DELETE /mine/seat/4'],
  ['a consent', () => render(Entry, { desk: desk<MineView>(), one: entry('seat', { consent }) }), 'Withdraw the consent A seat Sensors', 'Yes, withdraw it', 'No, keep', 'DELETE /mine/seat/4/names'],
  ['what a device knows', () => render(Mine), 'Forget me on this device', 'Yes, forget me', 'Not yet', 'POST /mine/leave'],
  ['a borrowed press', () => render(Borrowed, { mine: borrowed }), 'Give it back', 'Yes, give it back', 'No, keep it', 'DELETE /sandbox'],
  ['a template', () => { teaches(); render(Process, { cell: 'imm-1' }); }, 'This is how it should be: learn it anew', 'Yes, learn it anew', 'No, keep it', 'POST /process/imm-1/learn'],
  ['the passes of all guides', () => render(Pass), 'End all passes', 'Yes, end them', 'No, go on', 'DELETE /tour/guide/codes'],
  ["a guide's own pass", () => render(Guide), 'Give the pass back', 'Yes, give it back', 'No, go on', 'DELETE /tour/guide'],
];
test.each(DEEDS)('%s goes with a second tap elsewhere only', async (_, shown, first, yes, no, asks) => {
  shown();
  await press(first);
  await button(yes);
  expect((await axe.run(document.body, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false }, listitem: { enabled: false } } })).violations.map(({ id }) => id)).toEqual([]);
  await press(first); // the same finger once more is no answer
  await press(first);
  await press(no);
  expect(screen.queryByRole('button', { name: yes })).toBeNull();
  await press(first);
  expect(done).toEqual([]);
  await press(yes);
  await waitFor(() => expect(done).toEqual([asks]));
});

test.each([
  ['an anonymous seat where others are free', () => render(Meeting, { desk: desk<TogetherView>(), one: meeting() }), 'Give the seat back Sensors', 'DELETE /together/meetings/7/seat'],
  ['a vote', () => render(Entry, { desk: desk<MineView>(), one: entry('vote') }), 'Take the vote back A vote Sensors', 'DELETE /mine/vote/4'],
] as const)('%s can be had again, and goes with one tap', async (_, shown, first, asks) => {
  shown();
  await press(first);
  await waitFor(() => expect(done).toEqual([asks]));
});

test("a firm's figures, money and answers on this device go with a second tap only", async () => {
  firm.begin({ people: 45 }, null);
  wishes.answer('measured', 'counted');
  const parts = [[() => render(Kept), () => firm.begun], [() => render(Wishes), () => 'measured' in wishes.answers]] as const;
  for (const [shown, holds] of parts) {
    const { unmount } = shown();
    await press('Forget all of it');
    expect(holds()).toBe(true);
    await press('Yes, forget it');
    expect(holds()).toBe(false);
    unmount();
  }
});

test.each([['at home', Visit, 'own'], ['at a kiosk', Kiosk, 'kiosk']] as const)("one's own visit %s does not end by the same finger once more: the marks stand elsewhere", async (_, page, how) => {
  own.begin({ roles: ['owner'], minutes: 15, stops: [{ slug: 'sensors', minutes: 5, essential: true, rank: 0 }, { slug: 'my-firm', minutes: 4, essential: true, rank: 0 }] } as ItineraryView, how);
  render(page as typeof Visit);
  const end = await button('End the visit');
  await fireEvent.click(end);
  expect([await button('End the visit'), end.getAttribute('aria-expanded')]).toEqual([end, 'true']);
  expect(await button('5 very good')).toBeTruthy();
  await fireEvent.click(end);
  expect([screen.queryByRole('button', { name: '5 very good' }), own.visit !== null, done]).toEqual([null, true, []]);
  await fireEvent.click(end);
  await press('5 very good');
  await waitFor(() => expect(done).toEqual(['POST /visits/walks']));
  expect(own.visit).toBeNull();
});

test('Enter in the box of a code asks and does not delete; another code is asked for anew', async () => {
  render(ByCode, { lead: 'By code' });
  const box = screen.getByRole('textbox', { name: 'Your code' });
  const type = (value: string) => fireEvent.input(box, { target: { value } });
  await type('abcd');
  await fireEvent.submit(box.closest('form')!);
  await button('Yes, delete');
  await fireEvent.submit(box.closest('form')!);
  await type('abcd-efgh');
  expect(screen.queryByRole('button', { name: 'Yes, delete' })).toBeNull();
  await type(' ');
  await fireEvent.submit(box.closest('form')!);
  expect([screen.queryByRole('button', { name: 'Yes, delete' }), done]).toEqual([null, []]);
  await type('abcd-efgh');
  await press('Delete what belongs to it');
  await press('Yes, delete');
  await waitFor(() => expect(done).toEqual(['POST /mine/forget']));
});
