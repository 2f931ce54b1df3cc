import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ItineraryView } from '../api';
import Kiosk from './Kiosk.svelte';
import { Idle } from './idle';
import { kiosk } from './kiosk.svelte';
import { own } from './own.svelte';

const WAY: ItineraryView = { roles: ['owner'], minutes: 15, stops: [{ slug: 'sensors', minutes: 8 }, { slug: 'my-firm', minutes: 7 }] } as unknown as ItineraryView;
let walks: { rating: number | null }[];

beforeEach(() => {
  walks = [];
  vi.stubGlobal('fetch', vi.fn(async (url: string, options?: RequestInit) => {
    if (!url.endsWith('/visits/walks')) return Response.json(url.includes('/stations') ? { stations: [], problems: [] } : WAY);
    walks.push(JSON.parse(String(options?.body)) as { rating: number | null });
    return new Response(null, { status: 204 });
  }));
  own.begin(WAY, 'kiosk');
});
afterEach(() => { own.drop(); vi.unstubAllGlobals(); });

const thanks = () => screen.queryByText('Thank you.');

test('who rates at a kiosk is thanked, the start is there again, and who comes next finds no thanks', async () => {
  render(Kiosk);
  await fireEvent.click(screen.getByRole('button', { name: 'End the visit' }));
  expect(thanks()).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: /^4/ }));
  await waitFor(() => expect(walks.map(({ rating }) => rating)).toEqual([4]));
  expect(thanks()!.closest('[role=status]')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: /^Owner/ }));
  expect(thanks()).toBeNull();
});

test('who does not rate is not thanked for it', async () => {
  render(Kiosk);
  await fireEvent.click(screen.getByRole('button', { name: 'End the visit' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Do not say' }));
  await waitFor(() => expect(walks).toHaveLength(1));
  expect(thanks()).toBeNull();
});

test('a kiosk says when it asks and when it then begins anew, and does both', () => {
  kiosk.be(30);
  render(Kiosk);
  const [asks_s, more_s] = screen.getByText(/^Untouched for/).textContent!.match(/\d+/g)!.map(Number) as [number, number];
  const idle = new Idle(0, kiosk.idle_s);
  const moments = [asks_s - 0.1, asks_s, asks_s + more_s - 0.1, asks_s + more_s];
  expect([asks_s, ...moments.map((at_s) => idle.phase(1000 * at_s))]).toEqual([30, 'used', 'asks', 'asks', 'over']);
});
