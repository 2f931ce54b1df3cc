import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ItineraryView } from '../api';
import { firm } from '../firm/store.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { health } from '../test-data';
import Companion from './Companion.svelte';
import Join from './Join.svelte';
import Kiosk from './Kiosk.svelte';
import { kiosk } from './kiosk.svelte';
import { own } from './own.svelte';
import { tablet } from './tablet.svelte';

const WAY = { roles: ['owner'], minutes: 15, stops: [{ slug: 'sensors', minutes: 8 }, { slug: 'my-firm', minutes: 7 }] } as unknown as ItineraryView;
const group = { number: 7, code: 'abc234', roles: ['owner'], language: 'en', minutes: 25, stops: [{ slug: 'sensors', minutes: 5, spent_s: 0 }], at: 0, step: 'problem', begun_us: 1, stop_since_us: 1, paused_us: null, ended_us: null, rested_s: 0, extended: 0 };
const hears = (reset: number, walking: object | null) => live.hear({ type: 'snapshot', seq: 1, now_us: Date.now() * 1000, health, cells: [], tour: { revision: reset, reset, group: walking } as never });
let done: string[];
/** jsdom cannot load a page anew, and says so. */
let loadedAnew: number;
const { virtualConsole } = (globalThis as unknown as { jsdom: { virtualConsole: { removeAllListeners: (of: string) => void; on: (of: string, told: (one: Error) => void) => void } } }).jsdom;
virtualConsole.removeAllListeners('jsdomError');
virtualConsole.on('jsdomError', ({ message }) => { if (message.includes('navigation')) loadedAnew += 1; });

beforeEach(() => {
  vi.useFakeTimers();
  [done, loadedAnew] = [[], 0];
  location.hash = '#/station/sensors';
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    if (options?.method && options.method !== 'GET') done.push(`${options.method} ${url.replace('/api/v1', '')}`);
    return Promise.resolve(Response.json(url.includes('/tour/join') ? group : url.includes('/stations') ? { stations: [], problems: [] } : {}));
  });
});
afterEach(() => { own.drop(); firm.forget(); localStorage.clear(); vi.restoreAllMocks(); vi.unstubAllGlobals(); vi.useRealTimers(); });
const passes = async (seconds: number) => { await vi.advanceTimersByTimeAsync(seconds * 1000); await tick(); };
const asks = () => screen.queryByRole('alertdialog');

test('a kiosk asks whoever walks whether somebody is there, and without an answer forgets him and is at its start', async () => {
  kiosk.be(30);
  own.begin(WAY, 'kiosk');
  firm.begin({ people: 9 }, null);
  localStorage.setItem('sprue.answers', '{}');
  render(Companion);
  await passes(29);
  expect(asks()).toBeNull();
  await passes(2);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Go on' }));
  await fireEvent.pointerDown(document.activeElement!);
  await passes(29);
  expect([asks(), done]).toEqual([null, []]);
  await passes(2 + 20);
  expect(done).toEqual(['POST /visits/walks', 'DELETE /sandbox', 'POST /mine/leave', 'POST /tour/leave']);
  expect([firm.begun, own.visit, localStorage.getItem('sprue.answers')]).toEqual([false, null, null]);
  expect([location.hash, loadedAnew]).toEqual(['#/kiosk', 1]);
});

test('nothing is asked at a tablet that is no kiosk, however long nobody touches it', async () => {
  const was = vi.spyOn(kiosk, 'on', 'get').mockReturnValue(false);
  own.begin(WAY, 'own');
  render(Companion);
  await passes(3600);
  expect([was.mock.calls.length > 0, asks(), done]).toEqual([true, null, []]);
});

test('whoever sets a kiosk up is signed out: nobody who comes by may do what he may', async () => {
  vi.spyOn(me, 'operates', 'get').mockReturnValue(true);
  const out = vi.spyOn(me, 'signOut').mockResolvedValue(undefined);
  render(Kiosk);
  await tick();
  expect(out).toHaveBeenCalledOnce();
});

test('a tablet of the house says before it joins that it is cleared, and is, with what its pages hold', async () => {
  hears(1, group);
  const { unmount } = render(Join, { code: 'abc234' });
  expect(screen.getByText(/^A tablet of the house is cleared for the next group/)).toBeTruthy();
  unmount();
  await tablet.join('abc234', true, 1);
  firm.begin({ people: 9 }, null);
  render(Companion);
  hears(2, null);
  await passes(1);
  expect(firm.begun).toBe(false);
  expect([location.hash, loadedAnew]).toEqual(['#/visit', 1]);
});
