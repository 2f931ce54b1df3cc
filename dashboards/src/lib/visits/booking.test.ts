import { render, screen } from '@testing-library/svelte';
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
