import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GroupView } from '../api';
import { language } from '../i18n.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { health } from '../test-data';
import Guide from './Guide.svelte';
import { guiding } from './guiding.svelte';

const NOW_US = Date.now() * 1000;
const stops = [{ slug: 'sensors', minutes: 5, essential: true, rank: 0, spent_s: 0 }, { slug: 'my-firm', minutes: 4, essential: true, rank: 0, spent_s: 0 }];
const group = (over: Partial<GroupView> = {}): GroupView => ({
  number: 7, code: 'abc234', slot: null, roles: ['owner'], sectors: ['toys'], people: 6, firms: 2, language: 'es', minutes: 25, stops, at: 0, step: 'problem',
  begun_us: NOW_US, stop_since_us: NOW_US, paused_us: null, ended_us: null, rested_s: 0, extended: 0, planned: 22, reached: ['sensors'], ...over,
});
const hears = (walking: GroupView | null) => live.hear({ type: 'snapshot', seq: 1, now_us: NOW_US, health, cells: [], tour: { revision: 3, reset: 1, group: walking } });
const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const ANSWERS: Record<string, unknown> = { '/visits/slots': [], '/stations': { stations: [], problems: [] }, '/tour/next-group': { given_back: [], failed: [] }, '/tour/rehearse': group() };
let done: string[];

beforeEach(async () => {
  await language.upTo('rest');
  done = [];
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const path = url.replace('/api/v1', '').split('?')[0]!;
    if (options?.method === 'POST') done.push(path);
    return Promise.resolve(Response.json(ANSWERS[path] ?? {}));
  });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); guiding.rehearsal = null; });

test.each([['End the tour', 'Yes, end it', '/tour/end'], ['Next group', 'Yes, end this group', '/tour/next-group']])('while a group walks, "%s" is done by a second tap only', async (first, second, path) => {
  hears(group());
  const { container } = render(Guide);
  await press(first);
  expect((await axe.run(container, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id }) => id)).toEqual([]);
  await press('No, go on');
  await press(first);
  expect(done).toEqual([]);
  await press(second);
  await waitFor(() => expect(done).toEqual([path]));
});

test.each([['when no group walks', null], ['when the tour has ended', group({ ended_us: NOW_US })]])('%s, the next group is one tap away', async (_, walking) => {
  hears(walking);
  render(Guide);
  await press('Next group');
  await waitFor(() => expect(done).toEqual(['/tour/next-group']));
});

test('a tour that ends elsewhere takes its question along', async () => {
  hears(group());
  render(Guide);
  await press('Next group');
  hears(group({ ended_us: NOW_US }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Yes, end this group' })).toBeNull());
  hears(group({ number: 8 }));
  await waitFor(() => expect(button('Next group').getAttribute('aria-expanded')).toBe('false'));
});

test('a rehearsal ends at one tap', async () => {
  hears(null);
  guiding.rehearsal = group();
  render(Guide);
  await press('End the rehearsal');
  await waitFor(() => expect(guiding.rehearsal).toBeNull());
});

test('a tablet with a pass guides until it gives it back, and the instructor ends those of all tablets', async () => {
  let passed = true;
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(false);
  vi.stubGlobal('fetch', (url: string, options?: RequestInit) => {
    const path = url.replace('/api/v1', '').split('?')[0]!;
    if (options?.method === 'DELETE') [passed] = [false, done.push(path)];
    return Promise.resolve(Response.json(path === '/tour/guide' ? { guides: passed } : ANSWERS[path] ?? {}));
  });
  hears(group());
  const { unmount } = render(Guide);
  await screen.findByRole('button', { name: 'End the tour' });
  expect(screen.queryByRole('button', { name: 'End all passes' })).toBeNull();
  await press('Give the pass back');
  expect(done).toEqual([]);
  await press('Yes, give it back');
  await waitFor(() => expect(screen.getByLabelText('Secret')).toBeTruthy());
  expect(screen.queryByRole('button', { name: 'End the tour' })).toBeNull();
  unmount();
  vi.spyOn(me, 'teaches', 'get').mockReturnValue(true);
  render(Guide);
  expect(screen.queryByRole('button', { name: 'Give the pass back' })).toBeNull();
  await press('End all passes');
  expect(done).toEqual(['/tour/guide']);
  await press('Yes, end them');
  expect((await screen.findByText('No tablet guides any more.')).closest('[role=status]')).toBeTruthy();
  expect(done).toEqual(['/tour/guide', '/tour/guide/codes']);
});
