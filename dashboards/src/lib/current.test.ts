import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CellView } from './api';
import Banner from './Banner.svelte';
import Head from './cell/Head.svelte';
import CellCard from './hall/CellCard.svelte';
import { live } from './live.svelte';
import { cell, health } from './test-data';

const NOW_US = Date.UTC(2026, 10, 30, 9, 30) * 1000; // half past ten in Madrid
const hears = (one: CellView) => live.hear({ type: 'snapshot', seq: 1, now_us: NOW_US, health, cells: [one] });
const lost = () => { [live.connected, live.since] = [false, NOW_US]; };
beforeEach(() => hears(cell()));
afterEach(() => hears(cell()));

test('a hub that is away is said on every page, with since when, and again no longer', async () => {
  render(Banner);
  expect(screen.getByRole('status').textContent!.trim()).toBe('');
  lost();
  expect((await screen.findByText(/No connection to the hub since 10:30:00\. Nothing on this page is current/)).closest('[role=status]')).toBeTruthy();
  hears(cell());
  await expect.poll(() => screen.getByRole('status').textContent!.trim()).toBe('');
});

test.each<[string, Partial<CellView>, RegExp]>([
  ['frozen by the instructor', { state: 'frozen', frozen_us: NOW_US - 60e6 }, /^Frozen by the instructor since 10:29\. Its time stands/],
  ['frozen by its visitor', { state: 'frozen', frozen_us: NOW_US - 60e6, sandbox: true }, /^Frozen by its visitor since 10:29\./],
  ['stale', { state: 'stale', freshness: 'stale', age_s: 90 }, /^No news since 10:2\d:\d\d\. Everything below is how it was then\./],
])('a cell that is %s says so above its values, and since when', (_, over, said) => {
  hears(cell(over));
  render(Head, { cell: live.cell('imm-1')! });
  expect(screen.getByText(said).closest('[role=status]')).toBeTruthy();
});

test('a cell in the hall is marked when it is frozen or its values are old, and all are when the hub is away', async () => {
  hears(cell({ state: 'frozen', frozen_us: NOW_US - 60e6 }));
  const { container, rerender } = render(CellCard, { cell: live.cell('imm-1')!, shots: [] });
  expect(screen.getByText('by the instructor, since 10:29')).toBeTruthy();
  hears(cell());
  await rerender({ cell: live.cell('imm-1')! });
  const marked = () => [container.querySelector('a')!.classList.contains('stale'), container.querySelectorAll('.value.stale').length];
  expect(marked()).toEqual([false, 0]);
  lost();
  await expect.poll(marked).toEqual([true, 2]);
  expect(screen.getByText('Stale')).toBeTruthy();
});
