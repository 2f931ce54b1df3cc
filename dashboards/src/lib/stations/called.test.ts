import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DriftView, ProcessView } from '../api';

vi.hoisted(() => { globalThis.matchMedia = (() => ({ matches: false, addEventListener() {} })) as never; });
const { bench } = await import('./bench.svelte');
const { default: Process } = await import('./essence/process.svelte');

const alarm: DriftView = {
  id: 1, cell: 'own', kind: 'drift', called_us: 2, since_us: 1, ended_us: null, shot: '1-2-3', since_shot: '1-1-1', cause: 'worn_check_ring', group: 'check_ring', confidence: 0.9, score: 2,
  template: 'abc', level: 'C', numbers: [], causes: [{ cause: 'worn_check_ring', share: 0.9 }], changed: [], told: null, role: null, at_us: null,
};
const process = (over: Partial<ProcessView>) => ({ cell: 'own', phase: 'watching', numbers: [], alarm: null, ...over }) as unknown as ProcessView;
const ENDED = /^So it was called 6 s after the deed\. It is called no longer/;
let now: ProcessView;
beforeEach(() => {
  [bench.found, bench.found_s] = [{ kind: 'called', process: process({ alarm }) }, 6];
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(now)));
});
afterEach(() => { bench.found = bench.found_s = null; vi.unstubAllGlobals(); });

test('what was called after the deed stays told when the press has learnt anew', async () => {
  now = process({});
  render(Process, { cell: 'own' });
  expect(await screen.findByText(ENDED)).toBeTruthy();
  expect(screen.getAllByRole('status').map(({ className }) => className.split(' ')[1])).toEqual(['alarm', 'usual']);
});

test.each([['while it is called', 'own', alarm], ['of another press', 'imm-1', null]])('it is told once %s', async (_, cell, goes) => {
  now = process({ cell, alarm: goes });
  render(Process, { cell });
  await screen.findByRole('status');
  expect(screen.queryByText(ENDED)).toBeNull();
  expect(screen.getAllByRole('status')).toHaveLength(1);
});
