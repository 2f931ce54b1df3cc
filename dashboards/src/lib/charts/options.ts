// What all charts have in common: axes of one width so that they line up, no legend, a cursor that is shared.
import type uPlot from 'uplot';
import type { Paint } from './paint';

/** Room left and right of every plot, in CSS pixels of a browser; scaled on a wall. Charts and timelines share it. */
export const GUTTER = { left: 56, right: 12 } as const;
export const gutter = (paint: Paint) => ({ left: Math.round(GUTTER.left * paint.scale), right: Math.round(GUTTER.right * paint.scale) });

export interface Ticks { x: (splits: number[], step: number) => string[]; y: (splits: number[]) => string[]; showX: boolean }

export function axes(paint: Paint, ticks: Ticks): uPlot.Axis[] {
  const common = { stroke: paint.ink2, font: paint.font, grid: { stroke: paint.grid, width: 1 }, ticks: { show: false } };
  return [
    { ...common, grid: { show: false }, space: 76 * paint.scale, size: ticks.showX ? 26 * paint.scale : 4, gap: 4,
      values: (_, splits, _axis, _space, step) => (ticks.showX ? ticks.x(splits, step) : splits.map(() => '')) },
    { ...common, space: 26 * paint.scale, size: gutter(paint).left, gap: 6, values: (_, splits) => ticks.y(splits) },
  ];
}

/** Options that never differ. Width and height come with the box. */
export function common(paint: Paint): Omit<uPlot.Options, 'series' | 'axes'> {
  return {
    width: 300, height: 100, legend: { show: false }, pxAlign: true,
    padding: [Math.round(8 * paint.scale), gutter(paint).right, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: 6 } },
  };
}

/** Range of a value axis: what is drawn with a little room. Pressures and flows stand on zero. `above`: room for words over them. */
export function valueRange(low: number | null, high: number | null, onZero: boolean, above = 0.08): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const from = onZero ? Math.min(0, low) : low;
  const to = onZero ? Math.max(0, high) : high;
  const height = to - from || Math.abs(to) || 1;
  return [from === 0 && onZero ? 0 : from - height * 0.08, to + height * above];
}

export interface Box { left: number; top: number; right: number; bottom: number }
export const inside = (chart: uPlot): Box => {
  const { left, top, width, height } = chart.bbox;
  return { left, top, right: left + width, bottom: top + height };
};

/** A place on the canvas, kept between the plot's left and right edge. */
export const across = (chart: uPlot, at: number): number => {
  const { left, right } = inside(chart);
  return Math.min(right, Math.max(left, chart.valToPos(at, 'x', true)));
};
