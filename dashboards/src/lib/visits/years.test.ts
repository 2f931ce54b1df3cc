import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Desk } from '../desk.svelte';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { health } from '../test-data';
import Meeting from '../together/Meeting.svelte';
import One from '../voices/One.svelte';
import OpenSlot from './OpenSlot.svelte';
import Slot from './Slot.svelte';

const NEXT_US = Date.UTC(2027, 2, 10, 9) * 1000; // ten in Madrid
const slot = { id: 4, starts_us: NEXT_US, minutes: 90, places: 10, free: 4, people: 0, firms: 0, sectors: {}, languages: ['es'], note: '', closed: false };

beforeEach(async () => {
  await language.upTo('rest');
  live.hear({ type: 'snapshot', seq: 1, now_us: Date.UTC(2026, 10, 30) * 1000, health, cells: [] });
});
afterEach(() => vi.unstubAllGlobals());

test('doors that were opened in another year than meant are confirmed and listed with their year', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(slot)));
  const { container } = render(OpenSlot, { onopened: () => undefined });
  await fireEvent.submit(container.querySelector('form')!);
  expect(await screen.findByText('The doors are open on Wed, 10 Mar 2027, 10:00.')).toBeTruthy();
  render(Slot, { slot, onbook: () => undefined, onchanged: () => undefined } as never);
  expect(screen.getByRole('heading', { name: 'Wed, 10 Mar 2027, 10:00' })).toBeTruthy();
});

test('a meeting of next year and a deed of last year say their year', () => {
  const desk = new Desk(() => Promise.resolve({}));
  const meeting = { id: 7, kind: 'seminar', title: 'Sensors', starts_us: NEXT_US, place: 'Ibi', places: 2, taken: 1, language: 'es', link: null, station: null, cancelled: false, over: false, mine: false, named: false };
  render(Meeting, { desk, one: meeting } as never);
  expect(screen.getByText(/10 Mar 2027, 10:00/)).toBeTruthy();
  const deed = { id: 1, kind: 'deed', left_us: Date.UTC(2025, 11, 1, 9) * 1000, language: 'en', text: 'Counted', stars: null, station: null, plan: null, sector: null, size: null, firm: null, votes: 0, voted: false, mine: false, state: 'shown', answer: '', done: '', done_us: null };
  render(One, { one: deed } as never);
  expect(screen.getByText(/Mon, 1 Dec 2025/)).toBeTruthy();
});
