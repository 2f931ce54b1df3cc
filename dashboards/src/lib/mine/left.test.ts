import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Left from './Left.svelte';

vi.hoisted(() => { globalThis.matchMedia = (() => ({ matches: false, addEventListener() {} })) as never; });
const CODE = 'abcd-efgh-jkmn-pqrs', HANDED = /Others use this device next/;
let code: string | null;
beforeEach(() => {
  code = CODE;
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ code, contacts_kept_days: 400, entries: [] }))));
});
afterEach(() => { vi.unstubAllGlobals(); localStorage.clear(); sessionStorage.clear(); });

test('what was left on an own device is told with its code alone', async () => {
  localStorage.setItem('sprue.tablet', JSON.stringify({ house: false }));
  render(Left, { desk: { said: null } });
  expect(await screen.findByText(CODE)).toBeTruthy();
  expect(screen.queryByText(HANDED)).toBeNull();
});

test.each([
  ['a tablet of the house', () => localStorage.setItem('sprue.tablet', JSON.stringify({ house: true }))],
  ['a kiosk', () => sessionStorage.setItem('sprue.kiosk', 'true')],
])('%s says that it forgets, once something was left', async (_, becomes) => {
  becomes();
  code = null;
  const { rerender } = render(Left, { desk: { said: null } });
  await new Promise((done) => setTimeout(done));
  expect(screen.queryByText(HANDED)).toBeNull();
  code = CODE;
  await rerender({ desk: { said: 'Kept.' } });
  expect(await screen.findByText(CODE)).toBeTruthy();
  expect(screen.getByText(HANDED)).toBeTruthy();
});
