import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SlotView } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { health } from '../test-data';
import Slot from './Slot.svelte';

const HOUR_US = 3600e6;
const slot = (over: Partial<SlotView> = {}): SlotView => ({ id: 4, starts_us: Date.now() * 1000 + HOUR_US, minutes: 90, places: 10, free: 4, people: 6, firms: 2, sectors: { toys: 2 }, languages: ['es'], note: '', closed: false, ...over });
const ANA = { id: 1, people: 3, sector: 'toys', role: 'quality', size: 'small', language: 'it', name: 'Ana', contact: 'ana@ficticios.example' };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const shown = (one: SlotView) => render(Slot, { slot: one, onbook: () => undefined, onchanged });
const onchanged = vi.fn();
let asked: string[], coming: object[];

beforeEach(async () => {
  await language.upTo('rest');
  [asked, coming] = [[], [ANA]];
  onchanged.mockReset();
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    asked.push(`${options?.method ?? 'GET'} ${url.replace('/api/v1/visits/slots/4', '')}`);
    return Promise.resolve(Response.json(url.endsWith('/firms') ? coming : url.includes('/bookings/') ? [] : slot({ closed: true })));
  });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); });
const teaches = () => vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);

test('a visit is called off by a second tap only, and one on the same place asks no longer', async () => {
  teaches();
  const { container } = shown(slot());
  await press('Call this visit off');
  expect(screen.getByRole('alert').textContent).toContain('cannot be undone');
  expect((await axe.run(container, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id }) => id)).toEqual([]);
  await press('Call this visit off');
  expect([screen.queryByRole('alert'), asked]).toEqual([null, []]);
  await press('Call this visit off');
  await press('No, keep it');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Call this visit off' }));
  await press('Call this visit off');
  await press('Yes, call it off');
  await waitFor(() => expect(onchanged).toHaveBeenCalledOnce());
  expect(asked).toEqual(['DELETE ']);
});

test('who wanted to come is told to the instructor when it is called off, with how they want to be told', async () => {
  teaches();
  const { rerender } = shown(slot());
  expect(asked).toEqual([]);
  await rerender({ slot: slot({ closed: true }) });
  expect(await screen.findByText(/Ana, ana@ficticios\.example/)).toBeTruthy();
  expect(screen.getByText(/want to be told/)).toBeTruthy();
  await rerender({ slot: slot({ closed: true }) });
  expect(asked).toEqual(['GET /firms']);
});

test('an instructor cancels one booking by a second tap, and the others stay', async () => {
  teaches();
  shown(slot());
  await press('Who comes');
  expect(await screen.findByText(/Ana, ana@ficticios\.example/)).toBeTruthy();
  await press('Cancel this booking');
  expect(asked).toEqual(['GET /firms']);
  await press('Yes, cancel it');
  await waitFor(() => expect(onchanged).toHaveBeenCalledOnce());
  expect(asked).toEqual(['GET /firms', 'DELETE /bookings/1']);
  expect(screen.queryByText(/Ana/)).toBeNull();
});

test('nobody is told of a visit that nobody booked, and visitors see no list', async () => {
  coming = [];
  const { unmount } = shown(slot({ closed: true }));
  expect(asked).toEqual([]);
  unmount();
  teaches();
  shown(slot({ closed: true, firms: 0 }));
  expect(await screen.findByText('Nobody yet')).toBeTruthy();
  expect(screen.queryByText(/want to be told/)).toBeNull();
});

test('a visit that begins while one looks says so in the place of its button, by the hub\'s clock', async () => {
  const one = slot();
  const nowAt = (now_us: number) => live.hear({ type: 'snapshot', seq: 1, now_us, health, cells: [] });
  nowAt(one.starts_us - 60e6);
  shown(one);
  expect(screen.getByRole('button', { name: /^Book places/ })).toBeTruthy();
  await new Promise((done) => setTimeout(done, 2)); // a tick is another millisecond
  nowAt(one.starts_us);
  expect(await screen.findByText('Has begun')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  nowAt(Date.now() * 1000);
});
