import { expect, test } from 'vitest';
import type uPlot from 'uplot';
import { hold, type Pattern, type Phase, type Signal } from './against';
import { curveData, curveOptions } from './curveOptions';
import { axes, gutter, valueRange } from './options';
import type { Paint } from './paint';
import { seriesOptions, withNormal } from './seriesOptions';

const paint = new Proxy({ scale: 1, font: '13px sans' }, { get: (known, name: string) => known[name as 'scale'] ?? `#${name}` }) as unknown as Paint;
const ticks = { showX: true, x: (splits: number[]) => splits.map(String), y: (splits: number[]) => splits.map(String) };
const curve: Signal = { name: 'cavity_pressure_bar', unit: 'bar', start_s: 0, period_s: 1, values: [0, 50, 50, 50, 0] };
const usual: Pattern = { name: 'cavity_pressure_bar', unit: 'bar', start_s: 0, period_s: 1, low: [0, 95, 95, 95, 0], median: [0, 100, 100, 100, 0], high: [0, 105, 105, 105, 0] };
const phases: Phase[] = [{ phase: 'fill', start_s: 0, end_s: 1 }, { phase: 'pack', start_s: 1, end_s: 3 }];
const grid = [0, 1, 2, 3, 4];

/** A chart of 100 x 100 pixels that writes down what is drawn on it. */
function canvas() {
  const drawn: string[] = [];
  const ctx = new Proxy({} as Record<string, unknown>, {
    get: (kept, name: string) => kept[name] ?? (name === 'measureText' ? () => ({ width: 10 }) : (...args: unknown[]) => void drawn.push(`${name} ${args.join(' ')}`)),
    set: (kept, name: string, value) => { kept[name] = value; drawn.push(`${name}=${String(value)}`); return true; },
  });
  const chart = { ctx, bbox: { left: 0, top: 0, width: 100, height: 100 }, valToPos: (value: number, scale: string) => (scale === 'x' ? value * 25 : 100 - value) };
  return { chart: chart as unknown as uPlot, drawn };
}
const run = (hooks: readonly unknown[] | undefined, chart: uPlot) => (hooks as ((one: uPlot) => void)[]).forEach((hook) => hook(chart));

test('pressures stand on zero and others get room on both sides', () => {
  expect(valueRange(0, 100, true)).toEqual([0, 108]);
  expect(valueRange(50, 100, false)).toEqual([46, 104]);
  expect(valueRange(-10, 100, true)[0]).toBeLessThan(-10);
  expect(valueRange(null, null, true)).toEqual([0, 1]);
  expect(valueRange(5, 5, false)).toEqual([4.6, 5.4]);
});

test('charts line up because all have the same gutter', () => {
  expect(axes(paint, ticks)[1]!.size).toBe(gutter(paint).left);
});

test('only the lowest chart writes the time', () => {
  const values = (showX: boolean) => (axes(paint, { ...ticks, showX })[0]!.values as (...args: unknown[]) => string[])(null, [1, 2], 0, 50, 1);
  expect(values(true)).toEqual(['1', '2']);
  expect(values(false)).toEqual(['', '']);
});

test('the band is drawn between its own two columns and the shot last', () => {
  const options = curveOptions({ held: hold(grid, curve, usual), grid, phases, paint, ticks, names: null });
  expect(options.bands![0]!.series).toEqual([2, 1]);
  expect(options.series).toHaveLength(curveData(grid, hold(grid, curve, usual), grid.map(() => null)).length);
  expect(options.series.at(-1)!.stroke).toBe('#curve');
});

test('phases are shaded and named, the change-over is marked', () => {
  const { chart, drawn } = canvas();
  const names = { fill: 'llenado', pack: 'compactación', cool: 'enfriamiento', vp: 'V/P' };
  const { hooks } = curveOptions({ held: hold(grid, curve, usual), grid, phases, paint, ticks, names });
  run(hooks!.drawClear, chart);
  run(hooks!.draw, chart);
  expect(drawn).toContain('fillStyle=#fill');
  expect(drawn.filter((one) => one.startsWith('fillText'))).toEqual(['fillText V/P 29 4', 'fillText llenado 12.5 4', 'fillText compactación 50 4']);
});

test('what is outside the band is filled, what is inside is left alone', () => {
  const outside = canvas();
  run(curveOptions({ held: hold(grid, curve, usual), grid, phases: [], paint, ticks, names: null }).hooks!.draw, outside.chart);
  expect(outside.drawn).toContain('fillStyle=#beyond');
  const within = canvas();
  run(curveOptions({ held: hold(grid, { ...curve, values: usual.median }, usual), grid, phases: [], paint, ticks, names: null }).hooks!.draw, within.chart);
  expect(within.drawn).not.toContain('fillStyle=#beyond');
});

test('limits come into view when the course is near them, not when they would flatten it', () => {
  expect(withNormal(200, 210, [195, 215])[0]).toBeLessThan(195);
  expect(withNormal(200, 210, [0, 500])[0]).toBeGreaterThan(190);
  expect(withNormal(null, null, [1, 2])[1]).toBeGreaterThan(2);
});

test('a normal band and the line of now are drawn, steps for states', () => {
  const { chart, drawn } = canvas();
  const stepped = () => () => null;
  const options = seriesOptions({ paint, ticks, zone: 'UTC', normal: [10, 20], live: true, steps: true, tzDate: (at) => new Date(at), stepped });
  run(options.hooks!.drawClear, chart);
  run(options.hooks!.draw, chart);
  expect(drawn).toContain('fillRect 0 80 100 10');
  expect(drawn).toContain('fillStyle=#amber');
  expect(options.series[3]!.paths).toBeDefined();
});
