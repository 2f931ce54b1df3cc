import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { language } from '../i18n.svelte';
import { me } from '../me.svelte';
import Start from './Start.svelte';

const slot = { id: 4, starts_us: 1.79e15, minutes: 90, places: 10, free: 4, people: 6, firms: 2, sectors: { toys: 2 }, languages: ['es'], note: '', closed: false };
const button = (name: string) => screen.getByRole('button', { name }) as HTMLButtonElement;
const pressed = () => ['Owner', 'Quality'].filter((name) => screen.getByRole('button', { name: new RegExp(`^${name}`) }).getAttribute('aria-pressed') === 'true');
let list: () => Response;
let asked: [string, unknown][];

beforeEach(async () => {
  await language.upTo('rest');
  asked = [];
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const path = url.replace('/api/v1', '');
    asked.push([path, options?.body ? JSON.parse(options.body as string) : null]);
    return Promise.resolve(path.endsWith('/firms') ? list() : Response.json(path === '/visits/slots' ? [slot] : {}));
  });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); });

async function announced() {
  render(Start);
  expect(pressed()).toEqual(['Owner']);
  await screen.findByRole('option', { name: /Firms: 2/ });
  await fireEvent.change(screen.getByLabelText('From a visit that was announced'), { target: { value: '4' } });
}

test('a guide without the list of who comes is asked for it before an announced group begins', async () => {
  await announced();
  expect(pressed()).toEqual([]);
  expect(screen.getByText('Choose who comes').closest('[role=status]')).toBeTruthy();
  expect([button('Begin the tour').disabled, button('Rehearse').disabled]).toEqual([true, true]);
  await fireEvent.click(screen.getByRole('button', { name: /^Quality/ }));
  expect(screen.queryByText('Choose who comes')).toBeNull();
  await fireEvent.click(button('Begin the tour'));
  await waitFor(() => expect(asked.at(-1)).toMatchObject(['/tour/start', { roles: ['quality'], slot: 4 }]));
});

test.each([
  ['could not be read', () => Response.json({ detail: 'x' }, { status: 500 })],
  ['has nobody', () => Response.json([])],
])('an instructor whose list %s is asked as well', async (_, answer) => {
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  list = answer;
  await announced();
  expect(await screen.findByText('Choose who comes')).toBeTruthy();
  expect(pressed()).toEqual([]);
});
