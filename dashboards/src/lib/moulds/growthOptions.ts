// How growing places are drawn: a line with a point for each look, the limit, and where each is going.
import type uPlot from 'uplot';
import { axes, common, inside, valueRange, type Ticks } from '../charts/options';
import type { Paint } from '../charts/paint';
import { cone, type Track } from './growth';

export interface GrowthLook { paint: Paint; ticks: Ticks; tracks: readonly Track[]; colours: readonly string[]; limit: number; most: number; to_s: number; limitWord: string; tzDate: (at_s: number) => Date }

export function growthOptions(look: GrowthLook): uPlot.Options {
  const { paint } = look;
  return {
    ...common(paint),
    tzDate: look.tzDate,
    series: [{}, ...look.tracks.map((_, i): uPlot.Series => ({ stroke: look.colours[i]!, width: 2 * paint.scale, spanGaps: true, points: { show: true, size: 7 * paint.scale, fill: look.colours[i]!, stroke: paint.surface, width: 1 } }))],
    axes: axes(paint, look.ticks),
    scales: { x: { time: true, range: (_, low, high) => [low ?? 0, high ?? 1] }, y: { range: () => valueRange(0, look.most, true, 0.12) } },
    hooks: { drawClear: [(chart) => look.tracks.forEach((track, i) => going(chart, look, track, look.colours[i]!))], draw: [(chart) => limitLine(chart, look)] },
  };
}

/** Between the quickest and the slowest growth that the looks allow. */
function going(chart: uPlot, { limit, to_s }: GrowthLook, track: Track, colour: string): void {
  const corners = cone(track, limit, 2 * to_s);
  if (!corners) return;
  const { left, top, right, bottom } = inside(chart);
  chart.ctx.save();
  chart.ctx.beginPath();
  chart.ctx.rect(left, top, right - left, bottom - top);
  chart.ctx.clip();
  chart.ctx.beginPath();
  for (const [x, y] of corners) chart.ctx.lineTo(chart.valToPos(x, 'x', true), chart.valToPos(y, 'y', true));
  chart.ctx.closePath();
  chart.ctx.fillStyle = `color-mix(in srgb, ${colour} 22%, transparent)`;
  chart.ctx.fill();
  chart.ctx.restore();
}

function limitLine(chart: uPlot, { limit, paint, limitWord }: GrowthLook): void {
  const { left, right } = inside(chart);
  const y = Math.round(chart.valToPos(limit, 'y', true));
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = paint.beyond;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(right, y);
  ctx.stroke();
  ctx.font = paint.font.replace(/^\d+/, (px) => String(Number(px) * devicePixelRatio));
  ctx.fillStyle = paint.ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.setLineDash([]);
  ctx.strokeStyle = paint.surface; // words are read on lines too
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.strokeText(limitWord, left + 4 * devicePixelRatio, y - 3 * devicePixelRatio);
  ctx.fillText(limitWord, left + 4 * devicePixelRatio, y - 3 * devicePixelRatio);
  ctx.restore();
}
