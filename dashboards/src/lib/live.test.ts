import { render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Head from './cell/Head.svelte';
import CellCard from './hall/CellCard.svelte';
import { language } from './i18n.svelte';
import { live } from './live.svelte';
import { cell, health } from './test-data';

class Socket {
  static all: Socket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly url: string) { Socket.all.push(this); }
  close() { this.onclose?.(); }
  say(message: object) { this.onmessage?.({ data: JSON.stringify(message) }); }
}
const snapshot = () => ({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000 + 2_000_000, health, cells: [cell({ age_s: 1 })] });
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  Socket.all = [];
  stop = live.start();
});
afterEach(() => { stop(); vi.useRealTimers(); vi.unstubAllGlobals(); });

test('after the snapshot the page is connected and follows the clock of the hub', () => {
  Socket.all[0]!.say(snapshot());
  expect(live.connected).toBe(true);
  expect(live.nowUs() - Date.now() * 1000).toBe(2_000_000);
  expect(live.fresh(live.cell('imm-1')!)).toBe(true);
});

test('ages tick on the page without any message', () => {
  Socket.all[0]!.say(snapshot());
  vi.advanceTimersByTime(3000);
  expect(live.age_s('imm-1')).toBeCloseTo(4, 1);
});

test('a cell that catches up says so and which time its grey values are of, in the hall and on its page', async () => {
  const late = cell({ state: 'catching-up', freshness: 'catching-up', clock_us: Date.UTC(2026, 10, 2, 9, 30) * 1000 });
  Socket.all[0]!.say({ ...snapshot(), cells: [late] });
  const card = render(CellCard, { cell: late, shots: [] }).container;
  expect(card.textContent).toMatch(/Catching up.*data from 2 Nov(?: \d{4})?,? 10:30/s);
  expect(card.querySelector('.value')!.classList).toContain('stale');
  const head = render(Head, { cell: late });
  expect(head.container.textContent).toMatch(/Catching up: the newest data is from 2 Nov(?: \d{4})?,? 10:30/);
  expect(head.container.textContent).not.toContain('No news since');
  await language.use('es');
  expect(head.container.textContent).toContain('Poniéndose al día: los datos más recientes son del 2 nov');
  await language.use('en');
});

test('a cell that somebody has frozen says who and since when in the hall and on its page, and looks neither live nor stale', async () => {
  vi.setSystemTime(Date.UTC(2026, 10, 2, 9, 40));
  const stands = cell({ state: 'frozen', freshness: 'frozen', frozen_us: Date.UTC(2026, 10, 2, 9, 30) * 1000, age_s: 600 });
  Socket.all[0]!.say({ ...snapshot(), cells: [stands] });
  expect(live.fresh(stands)).toBe(false);
  const card = render(CellCard, { cell: stands, shots: [] }).container;
  expect(card.textContent).toMatch(/Frozen.*by the instructor, since 10:30/s);
  expect(card.querySelector('.value')!.classList).toContain('stale');
  const head = render(Head, { cell: stands }).container;
  expect(head.textContent).toContain('Frozen by the instructor since 10:30.');
  expect(card.textContent + head.textContent!).not.toMatch(/Stale|No news/);
  await language.use('es');
  expect(head.textContent).toContain('Congelada por el instructor desde las 10:30.');
  await language.use('en');
  expect(render(Head, { cell: { ...stands, sandbox: true } }).container.textContent).toContain('Frozen by its visitor since 10:30.');
  vi.setSystemTime(Date.UTC(2026, 10, 4, 9, 40));
  expect(render(Head, { cell: stands }).container.textContent).toMatch(/since 2 Nov,? 10:30/);
});

test('a cell is called in the language of the page, and as its gateway calls it where that has only one', async () => {
  const translated = cell({ translations: { es: { title: 'Prensa 1, tapones', product: 'Tapón' } } });
  const card = render(CellCard, { cell: translated, shots: [] }).container;
  const head = render(Head, { cell: translated }).container;
  const old = render(CellCard, { cell: cell(), shots: [] }).container;
  expect(card.textContent).toMatch(/Press 1.*Lens · PP/s);
  await language.use('es');
  expect(card.textContent).toMatch(/Prensa 1, tapones.*Tapón · PP/s);
  expect(head.textContent).toMatch(/Prensa 1, tapones.*IMM 50 t.*Tapón/s);
  expect(old.textContent).toContain('Press 1');
  await language.use('en');
  expect(card.textContent).toContain('Press 1');
});

test('when the connection is lost everything is stale at once, since a moment, and it is tried again', () => {
  Socket.all[0]!.say(snapshot());
  Socket.all[0]!.close();
  expect(live.connected).toBe(false);
  expect(live.since).not.toBeNull();
  expect(live.stateOf(live.cell('imm-1')!)).toBe('stale');
  vi.advanceTimersByTime(600);
  expect(Socket.all).toHaveLength(2);
  Socket.all[1]!.say(snapshot());
  expect(live.connected).toBe(true);
  expect(live.since).toBeNull();
});

test('a hub that falls silent counts as lost', () => {
  Socket.all[0]!.say(snapshot());
  vi.advanceTimersByTime(7500);
  expect(live.connected).toBe(false);
});

test('a gap in the stream asks for everything again', () => {
  Socket.all[0]!.say(snapshot());
  Socket.all[0]!.say({ type: 'delta', seq: 3, now_us: 0, health: null, cells: [] });
  vi.advanceTimersByTime(600);
  expect(Socket.all).toHaveLength(2);
});

test("a visitor's own cell is found by its name and stands in no list of the plant", () => {
  Socket.all[0]!.say({ ...snapshot(), cells: [cell(), cell({ cell: 'sandbox-1', sandbox: true })] });
  expect(live.cells.map((one) => one.cell)).toEqual(['imm-1']);
  expect(live.cell('sandbox-1')?.sandbox).toBe(true);
});
