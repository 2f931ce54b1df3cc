// How a performance line is drawn: its band, the line from zero throughput on, a point for each window.
import type uPlot from 'uplot';
import type { LineView } from '../api';
import { axes, common, inside, valueRange, type Ticks } from '../charts/options';
import type { Paint } from '../charts/paint';

export interface LineLook { paint: Paint; ticks: Ticks; line: LineView | null; most_kw: number; most_kg_h: number }

export function lineOptions(look: LineLook): uPlot.Options {
  const { paint } = look;
  return {
    ...common(paint),
    series: [{}, { stroke: 'transparent', paths: () => null, points: { show: false } }],
    axes: axes(paint, look.ticks),
    scales: { x: { time: false, range: (_, low, high) => [low ?? 0, high ?? look.most_kg_h] }, y: { range: () => valueRange(0, look.most_kw, true, 0.12) } },
    hooks: { drawClear: [(chart) => { if (look.line) band(chart, look.line, paint); }], draw: [(chart) => dots(chart, paint)] },
  };
}

/** Windows that lie on each other show as darker. */
function dots(chart: uPlot, paint: Paint): void {
  const { ctx } = chart;
  const [at, values] = [chart.data[0], chart.data[1] ?? []];
  ctx.save();
  ctx.fillStyle = `color-mix(in srgb, ${paint.curve} 55%, transparent)`;
  for (const [i, kg_h] of at.entries()) {
    ctx.beginPath();
    ctx.arc(chart.valToPos(kg_h, 'x', true), chart.valToPos(values[i] ?? 0, 'y', true), 4.5 * paint.scale * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}

function band(chart: uPlot, { band }: LineView, paint: Paint): void {
  const { left, top, right, bottom } = inside(chart);
  const x = (kg_h: number) => chart.valToPos(kg_h, 'x', true), y = (kw: number) => chart.valToPos(kw, 'y', true);
  const { ctx } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.beginPath();
  for (const at of band) ctx.lineTo(x(at.kg_h), y(at.high));
  for (const at of [...band].reverse()) ctx.lineTo(x(at.kg_h), y(at.low));
  ctx.closePath();
  ctx.fillStyle = `color-mix(in srgb, ${paint.bandLine} 28%, transparent)`;
  ctx.fill();
  ctx.beginPath();
  for (const at of band) ctx.lineTo(x(at.kg_h), y(at.kw));
  ctx.strokeStyle = paint.bandLine;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.stroke();
  ctx.restore();
}
