import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import type { BookingView } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { health } from '../test-data';
import Booking from './Booking.svelte';

const HERE_US = Date.UTC(2027, 10, 2, 9) * 1000, NEXT_YEAR_US = Date.UTC(2028, 0, 4, 9) * 1000;
const slot = { id: 4, starts_us: HERE_US, minutes: 90, places: 10, free: 4, people: 6, firms: 2, sectors: {}, languages: ['es'], note: '', closed: false };
const booking = { slot, people: 3, sector: 'toys', role: 'owner', size: 'small', language: 'es', name: null, contact: 'ana@ficticios.example', consent: 'visit-1', consent_us: HERE_US, forgotten_us: NEXT_YEAR_US, booked_us: HERE_US, cancelled: false } as BookingView;

afterEach(() => language.use('en'));

test.each([
  ['en', 'ana@ficticios.example deleted on Tue, 4 Jan 2028 at the latest'],
  ['es', 'ana@ficticios.example se borra el mar, 4 ene 2028 como máximo'],
])('until when a contact is kept is said apart from it, as a day of the language with its year: %s', async (code, told) => {
  await language.upTo('rest');
  await language.use(code);
  live.hear({ type: 'snapshot', seq: 1, now_us: HERE_US, health, cells: [] });
  render(Booking, { booking, code: 'aaaaa-bbbbb', fresh: false, onchange: () => undefined, onclose: () => undefined });
  expect(screen.getByText(/ana@/).textContent).toBe(told);
});

test('once its visit has begun a booking is no longer changed, by the hub\'s clock, and the page says why', async () => {
  await language.upTo('rest');
  const nowAt = (now_us: number) => live.hear({ type: 'snapshot', seq: 1, now_us, health, cells: [] });
  const button = (name: string) => screen.queryByRole('button', { name });
  nowAt(HERE_US - 60e6);
  const { rerender } = render(Booking, { booking, code: 'aaaaa-bbbbb', fresh: false, onchange: () => undefined, onclose: () => undefined });
  expect(screen.queryByText(/This visit has begun/)).toBeNull();
  await fireEvent.click(button('Change')!);
  expect(button('Keep the change')).toBeTruthy();
  await new Promise((done) => setTimeout(done, 2)); // a tick is another millisecond
  nowAt(HERE_US);
  expect(await screen.findByText('This visit has begun: the booking can be cancelled, but no longer changed.')).toBeTruthy();
  expect([button('Change'), button('Keep the change')]).toEqual([null, null]);
  await fireEvent.click(button('Cancel the booking')!);
  expect(screen.getByRole('alert').textContent).toBe('The visit counts you no longer, and your name and contact are deleted.');
  await rerender({ booking: { ...booking, cancelled: true } });
  expect([screen.queryByText(/This visit has begun/), button('Cancel the booking')]).toEqual([null, null]);
  nowAt(Date.now() * 1000);
});
