// How a channel's course is drawn: normal band behind, lowest to highest per pixel, mean line, now at the right edge.
import type uPlot from 'uplot';
import { axes, common, inside, valueRange, type Ticks } from './options';
import type { Paint } from './paint';

export interface SeriesLook {
  paint: Paint;
  ticks: Ticks;
  zone: string;
  normal: [low: number | null, high: number | null];
  /** The right edge is now. */
  live: boolean;
  /** Numbers that stand for states are drawn as steps. */
  steps: boolean;
  tzDate: (at_s: number) => Date;
  stepped: () => uPlot.Series.PathBuilder;
}

export function seriesOptions(look: SeriesLook): uPlot.Options {
  const { paint } = look;
  const unseen = { width: 0, points: { show: false } };
  const mean: uPlot.Series = { stroke: paint.curve, width: 1.5 * paint.scale, points: { show: false } };
  return {
    ...common(paint),
    tzDate: look.tzDate,
    series: [{}, unseen, unseen, look.steps ? { ...mean, paths: look.stepped() } : mean],
    bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${paint.mark} 45%, transparent)` }],
    axes: axes(paint, look.ticks),
    scales: { x: { time: true, range: (_, low, high) => [low ?? 0, high ?? 1] }, y: { range: (_, low, high) => withNormal(low, high, look.normal) } },
    hooks: { drawClear: [(chart) => normalBehind(chart, look)], draw: [(chart) => { if (look.live) nowLine(chart, paint); }] },
  };
}

/** Limits come into view when the course is near them, not when they would flatten it. */
export function withNormal(low: number | null, high: number | null, normal: SeriesLook['normal']): [number, number] {
  if (low === null || high === null) return valueRange(normal[0], normal[1], false);
  const reach = Math.max(high - low, 1e-9) * 1.5;
  const from = normal[0] !== null && low - normal[0] < reach ? Math.min(low, normal[0]) : low;
  const to = normal[1] !== null && normal[1] - high < reach ? Math.max(high, normal[1]) : high;
  return valueRange(from, to, false);
}

function normalBehind(chart: uPlot, { normal: [low, high], paint }: SeriesLook): void {
  if (low === null && high === null) return;
  const { left, top, right, bottom } = inside(chart);
  const keep = (y: number) => Math.min(bottom, Math.max(top, y));
  const upper = high === null ? top : keep(chart.valToPos(high, 'y', true));
  const lower = low === null ? bottom : keep(chart.valToPos(low, 'y', true));
  chart.ctx.fillStyle = `color-mix(in srgb, ${paint.bandLine} 16%, transparent)`;
  chart.ctx.fillRect(left, upper, right - left, lower - upper);
}

function nowLine(chart: uPlot, paint: Paint): void {
  const { top, right, bottom } = inside(chart);
  chart.ctx.fillStyle = paint.amber;
  chart.ctx.fillRect(right - 2 * devicePixelRatio, top, 2 * devicePixelRatio, bottom - top);
}
