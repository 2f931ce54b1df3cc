import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ListedInspection } from '../api';
import { inspection } from '../test-data';
import LastPart from './LastPart.svelte';

vi.hoisted(() => { globalThis.matchMedia = (() => ({ matches: false, addEventListener() {} })) as never; });
const good = inspection({ verdict: 'pass' });
const NONE = 'Every part seen here so far has passed.';
let rejected: ListedInspection | null;
beforeEach(() => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json({ inspections: url.includes('verdict=') ? (url.includes('verdict=reject') && rejected ? [rejected] : []) : [good] })));
});
afterEach(() => vi.unstubAllGlobals());

test('where every part has passed the last one that did not is not promised', async () => {
  rejected = null;
  render(LastPart, { cell: 'imm-1' });
  expect(await screen.findByText(NONE)).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'The last one that did not pass' })).toBeNull();
});

test('the last one that did not pass stands beside the newest', async () => {
  rejected = inspection({ id: '1-2-2' });
  render(LastPart, { cell: 'imm-1' });
  expect(await screen.findByRole('heading', { name: 'The last one that did not pass' })).toBeTruthy();
  expect(screen.queryByText(NONE)).toBeNull();
});
