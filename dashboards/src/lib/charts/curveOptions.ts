// How a shot's curve is drawn over its template: phases behind, band and median, set value, the shot, what is outside.
import type uPlot from 'uplot';
import type { Held, Phase } from './against';
import { across, axes, common, inside, valueRange, type Ticks } from './options';
import type { Paint } from './paint';
import type { Reading } from './resample';

export interface CurveLook {
  held: Held;
  grid: readonly number[];
  phases: readonly Phase[];
  paint: Paint;
  ticks: Ticks;
  /** Only the topmost chart names its phases. */
  names: Record<Phase['phase'] | 'vp', string> | null;
}

const ON_ZERO = /pressure|flow/;
const line = (stroke: string, width: number, more: Partial<uPlot.Series> = {}): uPlot.Series => ({ stroke, width, points: { show: false }, ...more });

/** Columns in drawing order: time, low, high, median, set value, the shot. */
export const curveData = (grid: readonly number[], held: Held, set: readonly Reading[]): uPlot.AlignedData =>
  [grid as number[], held.low, held.high, held.median, set as Reading[], held.value] as uPlot.AlignedData;

export function curveOptions(look: CurveLook): uPlot.Options {
  const { paint } = look;
  const unseen = { width: 0, points: { show: false } };
  return {
    ...common(paint),
    series: [
      {}, unseen, unseen, line(paint.bandLine, 1.25 * paint.scale, { dash: [5, 4] }),
      line(paint.set, 1.25 * paint.scale, { dash: [2, 3], auto: false }), line(paint.curve, 2 * paint.scale),
    ],
    bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${paint.bandLine} 34%, transparent)` }],
    axes: axes(paint, look.ticks),
    scales: {
      x: { time: false, range: (_, low, high) => [low ?? 0, high ?? 1] },
      y: { range: (_, low, high) => valueRange(low, high, ON_ZERO.test(look.held.name), look.names ? 0.22 : 0.08) },
    },
    hooks: {
      drawClear: [(chart) => phasesBehind(chart, look)],
      draw: [(chart) => { beyond(chart, look); changeover(chart, look); phaseNames(chart, look); }],
    },
  };
}

function phasesBehind(chart: uPlot, { phases, paint }: CurveLook): void {
  const { top, bottom } = inside(chart);
  for (const { phase, start_s, end_s } of phases) {
    const [from, to] = [across(chart, start_s), across(chart, end_s)];
    chart.ctx.fillStyle = paint[phase];
    chart.ctx.fillRect(from, top, to - from, bottom - top);
  }
}

function phaseNames(chart: uPlot, { phases, paint, names }: CurveLook): void {
  if (!names) return;
  const room = 10 * devicePixelRatio;
  for (const { phase, start_s, end_s } of phases) {
    const [from, to] = [across(chart, start_s), across(chart, end_s)];
    written(chart, paint, () => {
      chart.ctx.textAlign = 'center';
      if (to - from > chart.ctx.measureText(names[phase]).width + room) label(chart, names[phase], (from + to) / 2, paint[phase]);
    });
  }
}

/** Draw words in the type of the page and leave the canvas as it was. */
function written(chart: uPlot, paint: Paint, write: () => void): void {
  chart.ctx.save();
  chart.ctx.font = paint.font.replace(/^(\d+)/, (size) => String(Number(size) * devicePixelRatio));
  chart.ctx.textBaseline = 'top';
  chart.ctx.fillStyle = paint.ink2;
  write();
  chart.ctx.restore();
}

/** A word at the top of the plot, with a rim in the colour behind it so that no line crosses it. */
function label(chart: uPlot, name: string, x: number, rim: string): void {
  const y = inside(chart).top + 4 * devicePixelRatio;
  chart.ctx.strokeStyle = rim;
  chart.ctx.lineWidth = 5 * devicePixelRatio;
  chart.ctx.lineJoin = 'round';
  chart.ctx.strokeText(name, x, y);
  chart.ctx.fillText(name, x, y);
}

/** A thin line where speed hands over to pressure, named on the topmost chart. */
function changeover(chart: uPlot, { phases, paint, names }: CurveLook): void {
  const end = phases.find((phase) => phase.phase === 'fill')?.end_s;
  if (end === undefined) return;
  const { top, bottom, left, right } = inside(chart);
  const x = chart.valToPos(end, 'x', true);
  if (x < left || x > right) return;
  const { ctx } = chart;
  const pixels = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = paint.ink2;
  ctx.lineWidth = pixels;
  ctx.setLineDash([2 * pixels, 2 * pixels]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
  ctx.restore();
  if (names) written(chart, paint, () => { ctx.textAlign = 'left'; label(chart, names.vp, x + 4 * pixels, paint.pack); });
}

/** The area between the shot and the band it left, and the shot's line there drawn thick. */
function beyond(chart: uPlot, { held, grid, paint }: CurveLook): void {
  const { ctx } = chart;
  const { left, top, right, bottom } = inside(chart);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  for (const [from, to] of held.outside) {
    const places = range(from, to);
    const edge = (i: number) => nearestEdge(held, i);
    trace(chart, grid, places, (i) => held.value[i]!, true);
    trace(chart, grid, places.toReversed(), edge, false);
    ctx.globalAlpha = 0.35;
    ctx.fillStyle = paint.beyond;
    ctx.fill();
    ctx.globalAlpha = 1;
    trace(chart, grid, places, (i) => held.value[i]!, true);
    ctx.lineWidth = 3 * devicePixelRatio * paint.scale;
    ctx.strokeStyle = paint.beyond;
    ctx.stroke();
  }
  ctx.restore();
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const nearestEdge = (held: Held, i: number): number => (held.value[i]! < held.low[i]! ? held.low[i]! : held.high[i]!);

function trace(chart: uPlot, grid: readonly number[], places: readonly number[], value: (i: number) => number, fresh: boolean): void {
  if (fresh) chart.ctx.beginPath();
  places.forEach((i, order) => {
    const [x, y] = [chart.valToPos(grid[i]!, 'x', true), chart.valToPos(value(i), 'y', true)];
    if (fresh && order === 0) chart.ctx.moveTo(x, y);
    else chart.ctx.lineTo(x, y);
  });
}

