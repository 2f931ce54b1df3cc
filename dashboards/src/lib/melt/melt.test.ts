import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pattern, Phase, Signal } from '../charts/against';
import { Look } from '../charts/look.svelte';
import { route } from '../router.svelte';
import { melting, momentOf, nextMoment, pressureAt, restingAt } from './melt';
import Melt from './Melt.svelte';

const still = vi.hoisted(() => ({ matches: false }));
vi.hoisted(() => { globalThis.matchMedia = (() => ({ get matches() { return still.matches; }, addEventListener() {}, removeEventListener() {} })) as never; });

const signal = (name: string, values: (number | null)[], period_s = 0.5): Signal => ({ name, unit: 'bar', start_s: 0, period_s, values });
// 20 cm3 before the screw; 12 are in at change-over, 15 when packing ends; then it springs back and doses again.
const screw = signal('screw_volume_cm3', [20, 14, 8, 6, 5, 5.5, 12, 20]);
const cavity = signal('cavity_pressure_bar', [0, 0, 100, 400, 200, 0, 0, 0]);
const phases: Phase[] = [{ phase: 'fill', start_s: 0, end_s: 1 }, { phase: 'pack', start_s: 1, end_s: 2 }, { phase: 'cool', start_s: 2, end_s: 5 }];
const template = (values: number[]): Pattern => ({ ...cavity, low: values, median: values, high: values });

let frames: ((now: number) => void)[] = [];
const pass = (...moments: number[]) => moments.forEach((now) => frames.splice(0).forEach((one) => one(now)));
beforeEach(() => {
  still.matches = false;
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (one: (now: number) => void) => frames.push(one));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
});
afterEach(() => { vi.unstubAllGlobals(); location.hash = ''; });

test('what is in is what the screw has pushed, and it stays in when the screw springs back or doses', () => {
  const shot = melting([screw, cavity], phases, [])!;
  const pushed = [0, 0.5, 1, 1.5, 2, 2.5, 3.5].map((at) => momentOf(shot, at).pushed);
  expect(shot.by).toBe('screw');
  expect(pushed).toEqual([0, 0.4, 0.8, 14 / 15, 1, 1, 1]);
  expect(momentOf(shot, 1)).toMatchObject({ phase: 'pack', before: 0.4, pressed: 0.25, skin: 0 });
  expect(momentOf(shot, 99)).toMatchObject({ pushed: 1, phase: null, skin: 1 });
});

test('a sensor whose zero lies below nothing has measured no pressure, and a gap none at all', () => {
  const shot = melting([screw, signal('cavity_pressure_bar', [-1, null, 100, 400, 200, 0, 0, 0])], phases, [])!;
  expect([0, 0.5, 1.5].map((at) => pressureAt(shot, at))).toEqual([0, null, 400]);
  expect(pressureAt(melting([screw], phases, [])!, 1)).toBeNull();
});

test('the skin grows with the root of time from change-over to the end of cooling', () => {
  const shot = melting([screw], phases, [])!;
  expect([0.5, 2, 5].map((at) => momentOf(shot, at).skin)).toEqual([0, 0.5, 1]);
  expect(momentOf(melting([screw], phases.slice(0, 2), [])!, 5).skin).toBe(0);
});

test('a press that does not tell its screw is drawn by its flow, then by its times, then not at all', () => {
  const flow = signal('flow_cm3_s', [0, 6, 6, 3, 0, -2, 0]);
  expect(melting([flow], phases, [])).toMatchObject({ by: 'flow' });
  expect([0.5, 1, 1.5, 3].map((at) => momentOf(melting([flow], phases, [])!, at).pushed)).toEqual([0.4, 0.8, 1, 1]);
  const times = melting([cavity], phases, [])!;
  expect([times.by, momentOf(times, 0.25).pushed, momentOf(times, 7).pushed]).toEqual(['times', 0.25, 1]);
  expect(melting([cavity], [], [])).toBeNull();
  expect(melting([signal('screw_volume_cm3', [5, 5, 5])], [], [])).toBeNull();
});

test('a cavity whose pressure never came is not called full', () => {
  expect(melting([screw, cavity], phases, [template([0, 0, 200, 500, 300, 0, 0, 0])])!.low).toBe(false);
  expect(melting([screw, cavity], phases, [template([0, 0, 200, 900, 300, 0, 0, 0])])!.low).toBe(true);
  expect(melting([screw], phases, [template([0, 900])])!.low).toBe(false);
});

test('moments that count come one after the other, and then from the start', () => {
  const shot = melting([screw, cavity], phases, [])!;
  expect(restingAt(shot)).toBe(1);
  expect([restingAt(melting([screw, cavity], [], [])!), restingAt(melting([screw], [], [])!)]).toEqual([1.5, 3.5]);
  const seen: number[] = [];
  for (let at: number | null = null; seen.length < 6; seen.push(at)) at = nextMoment([screw, cavity], shot, at);
  expect(seen).toEqual([0, 1, 1.5, 2, 5, 0]);
});

test('it rests until somebody asks, then moves the cursor as time goes in the press, or slower', async () => {
  const look = new Look();
  render(Melt, { curves: [screw, cavity], phases, patterns: [], look, stale: false });
  expect([look.at, frames.length]).toEqual([null, 0]);
  expect(document.querySelector('.now')!.textContent).toMatch(/1\.00.s pack · 80.% of the melt is in · Cavity pressure 100.bar/);
  await fireEvent.click(screen.getByRole('button', { name: 'Play' }));
  pass(1000, 1500);
  expect(look.at).toBe(0.5);
  await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  pass(9000);
  expect(look.at).toBe(0.5);
  await fireEvent.click(screen.getByRole('button', { name: '5 times slower' }));
  pass(10_000, 15_000);
  expect(look.at).toBe(1);
  pass(60_000);
  expect([look.at, frames.length]).toEqual([2.4, 0]);
});

test('whoever wants no motion steps from moment to moment, and a wall moves only for others', async () => {
  still.matches = true;
  location.hash = '#/station/pressure-curve?wall';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(route.query.has('wall')).toBe(true);
  const look = new Look();
  const { unmount } = render(Melt, { curves: [screw], phases, patterns: [], look, stale: false });
  expect([look.at, frames.length, screen.queryByRole('button', { name: 'Play' })]).toEqual([null, 0, null]);
  await fireEvent.click(screen.getByRole('button', { name: 'Next moment' }));
  expect(look.at).toBe(0);
  unmount();
  still.matches = false;
  render(Melt, { curves: [screw], phases, patterns: [], look, stale: false });
  pass(1000, 2000);
  expect(look.at).toBe(1);
});
