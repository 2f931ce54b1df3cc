import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Pattern, Phase, Signal } from './against';
import CurveChart from './CurveChart.svelte';
import EventLine from './EventLine.svelte';
import { Look } from './look.svelte';
import SeriesChart from './SeriesChart.svelte';

// uPlot asks for the density of the screen as it is loaded.
vi.hoisted(() => { globalThis.matchMedia = (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never; });

// jsdom has no canvas: one that swallows everything is enough, the words around the charts are what is tested.
beforeEach(() => {
  const swallow = new Proxy({}, { get: (kept: Record<string, unknown>, name: string) => kept[name] ?? (name === 'measureText' ? () => ({ width: 9 }) : () => undefined), set: () => true });
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
  vi.stubGlobal('Path2D', class { moveTo() {} lineTo() {} rect() {} arc() {} closePath() {} addPath() {} });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(swallow as never);
});
afterEach(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); });

const signal = (name: string, values: number[]): Signal => ({ name, unit: 'bar', start_s: 0, period_s: 0.5, values });
const curves = [signal('injection_pressure_bar', [0, 900, 700, 600, 0]), signal('cavity_pressure_bar', [0, 100, 280, 120, 0]), signal('screw_volume_cm3', [20, 10, 5, 5, 5])];
const median = [0, 200, 400, 200, 0];
const patterns: Pattern[] = [{ name: 'cavity_pressure_bar', unit: 'bar', start_s: 0, period_s: 0.5, low: median.map((one) => one * 0.95), median, high: median.map((one) => one * 1.05) }];
const phases: Phase[] = [{ phase: 'fill', start_s: 0, end_s: 0.5 }, { phase: 'pack', start_s: 0.5, end_s: 1.5 }];
const captions = () => [...document.querySelectorAll('figcaption')].map((one) => one.textContent!.replace(/\s+/g, ' ').trim());

test('a caption tells the peak, when it was and how it compares with the template', () => {
  render(CurveChart, { curves, patterns, phases });
  expect(captions()[0]).toContain('Cavity pressure peak 280 bar at 1.00 s, −120 bar against the template (−30.0 %)');
  expect(captions()[0]).toContain('outside the band from 0.50 to 1.50 s');
  expect(captions()[1]).toContain('without a template');
});

test('with the cursor somewhere, every caption tells the reading there', async () => {
  const look = new Look();
  render(CurveChart, { curves, patterns, phases, look });
  await fireEvent.input(screen.getByRole('slider'), { target: { value: '0.5' } });
  expect(look.at).toBe(0.5);
  expect(captions()[0]).toContain('100 bar at 0.50 s, −100 bar against the template');
  expect(captions()[1]).toContain('900 bar at 0.50 s');
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toContain('Cavity pressure 100');
});

test('brief means the two pressures, in full all signals', () => {
  const { unmount } = render(CurveChart, { curves, patterns, phases, brief: true });
  expect(captions()).toHaveLength(2);
  unmount();
  render(CurveChart, { curves, patterns, phases });
  expect(captions()).toHaveLength(3);
});

test('the table has a row for the change-over and one for the cavity peak', () => {
  render(CurveChart, { curves, patterns, phases });
  const rows = [...document.querySelectorAll('tbody th')].map((one) => one.textContent);
  expect(rows).toContain('Change-over (V/P)');
  expect(rows).toContain('Cavity pressure peak');
});

test('a course is told in words: from, to, mean and what is normal', () => {
  const series = { name: 'power_kw', unit: 'kW', t_us: [0, 1e6, 2e6], low: [1, 2, 3], high: [2, 3, 4], mean: [1.5, 2.5, 3.5] };
  const none = () => undefined;
  render(SeriesChart, { series, from_us: 0, to_us: 2e6, normal: [1, 5], look: new Look(), live: true, axis: true, painting: 1, onzoom: none, onwider: none });
  expect(captions()[0]).toBe('Power 1.0 to 4.0 kW, mean 2.5 kW; normal 1.0 to 5.0 kW');
});

test('a period without readings says so', () => {
  const none = () => undefined;
  render(SeriesChart, { series: { name: 'power_kw', unit: 'kW', t_us: [], low: [], high: [], mean: [] }, from_us: 0, to_us: 2e6, look: new Look(), live: false, axis: false, painting: 1, onzoom: none, onwider: none });
  expect(captions()[0]).toContain('nothing was measured');
});

test('an alarm is a shape where it came and a bar while it lasted', () => {
  const event = { measured_us: 5e6, what: 'alarm', name: 'a', text: '', active: true, severity: 1 };
  const { container } = render(EventLine, { marks: [{ kind: 'alarm', from_us: 5e6, to_us: 10e6, event }], from_us: 0, to_us: 10e6 });
  expect(container.querySelector('svg.at')!.getAttribute('x')).toBe('50%');
  expect(container.querySelector('rect')!.getAttribute('width')).toBe('50%');
});
