// How a control chart is drawn: limits as a band, alarm limits dashed, points joined within a stretch, marks as shapes.
import type uPlot from 'uplot';
import type { ControlChart, ControlMark, ControlPanel } from '../api';
import { axes, common, inside, valueRange, type Ticks } from '../charts/options';
import type { Paint } from '../charts/paint';
import { signs, type Told } from './control';

export interface ControlLook { panel: ControlPanel; marks: readonly ControlMark[]; kinds: readonly Told[]; stretches: ControlChart['stretches']; paint: Paint; alarm: string; ticks: Ticks }
type Line = (number | null)[];
const APART = 2; // points; farther apart they are not joined: start-up lies between
const RANGES = new Set(['moving_range', 'ranges']);

export function controlOptions(look: ControlLook): uPlot.Options {
  return {
    ...common(look.paint),
    series: [{}, { stroke: 'transparent', points: { show: false } }],
    axes: axes(look.paint, look.ticks),
    scales: { x: { time: false, range: (_, low, high) => [low ?? 0, high ?? 1] }, y: { range: () => heights(look) } },
    hooks: { drawClear: [(chart) => clipped(chart, () => behind(chart, look))], draw: [(chart) => clipped(chart, () => front(chart, look))] },
  };
}

/** All that is judged, with its limits; what is not judged may lie beyond, and is then drawn at the edge. */
export function heights({ panel, kinds }: Pick<ControlLook, 'panel' | 'kinds'>): [number, number] {
  const judged = panel.values.filter((_, i) => kinds[i] !== 'aside');
  const known = [...judged, panel.lower, panel.upper, panel.centre].flat().filter((one): one is number => one !== null);
  const [low, high] = known.reduce(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [Infinity, -Infinity]);
  const reach = (high - low) * 0.5;
  const alarms = [...panel.alarm_lower, ...panel.alarm_upper].filter((one): one is number => one !== null && one > low - reach && one < high + reach);
  return valueRange(Math.min(low, ...ends(alarms)), Math.max(high, ...ends(alarms)), false);
}
const ends = (all: number[]): number[] => (all.length ? [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))] : []);

function clipped(chart: uPlot, paint: () => void): void {
  const { left, top, right, bottom } = inside(chart);
  chart.ctx.save();
  chart.ctx.beginPath();
  chart.ctx.rect(left, top, right - left, bottom - top);
  chart.ctx.clip();
  paint();
  chart.ctx.restore();
}

type Way = (value: number) => number;
interface Canvas { ctx: CanvasRenderingContext2D; x: Way; y: Way }
/** Both axes are straight: two places tell all others, which is quicker than to ask for thousands. */
function canvas(chart: uPlot): Canvas {
  const way = (axis: 'x' | 'y'): Way => {
    const [at, next] = [chart.valToPos(0, axis, true), chart.valToPos(1, axis, true)];
    return (value) => at + (next - at) * value;
  };
  return { ctx: chart.ctx, x: way('x'), y: way('y') };
}

function behind(chart: uPlot, { panel, kinds, stretches, paint }: ControlLook): void {
  const { top, bottom } = inside(chart);
  const on = canvas(chart);
  chart.ctx.fillStyle = `color-mix(in srgb, ${paint.bandLine} 22%, transparent)`;
  for (const [from, to] of runs(panel.upper)) {
    chart.ctx.beginPath();
    for (let i = from; i <= to; i++) steps(on, i, panel.upper[i]!);
    for (let i = to; i >= from; i--) steps(on, i, panel.lower[i] ?? panel.centre[i] ?? 0, true);
    chart.ctx.fill();
  }
  chart.ctx.fillStyle = `color-mix(in srgb, ${paint.set} 9%, transparent)`;
  for (const [from, to] of runs(kinds.map((one) => (one === 'taught' ? 1 : null)))) chart.ctx.fillRect(on.x(from - 0.5), top, on.x(to + 0.5) - on.x(from - 0.5), bottom - top);
  line(on, panel.centre, paint.bandLine, 1.25 * paint.scale);
  for (const limit of [panel.lower, panel.upper]) line(on, limit, paint.bandLine, 1 * paint.scale);
  for (const limit of [panel.alarm_lower, panel.alarm_upper]) line(on, limit, paint.ink2, 1 * paint.scale, [5, 4]);
  for (const { first, last } of stretches.slice(1)) if (last >= first) upright(chart, on.x(first - 0.5), paint.ink2);
}

/** A limit holds from half a point before to half a point after. */
function steps({ ctx, x, y }: Canvas, place: number, value: number, back = false): void {
  const half = back ? -0.5 : 0.5;
  ctx.lineTo(x(place - half), y(value));
  ctx.lineTo(x(place + half), y(value));
}

/** Where numbers follow each other without a gap. */
export function runs(numbers: Line): [from: number, to: number][] {
  const found: [number, number][] = [];
  numbers.forEach((one, i) => {
    if (one === null) return;
    const last = found.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}

function line(on: Canvas, numbers: Line, colour: string, width: number, dash: number[] = []): void {
  const { ctx, x, y } = on;
  ctx.beginPath();
  for (const [from, to] of runs(numbers)) {
    ctx.moveTo(x(from - 0.5), y(numbers[from]!));
    for (let i = from; i <= to; i++) steps(on, i, numbers[i]!);
  }
  stroke(ctx, colour, width, dash);
}

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number, dash: number[] = []): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width * devicePixelRatio;
  ctx.setLineDash(dash.map((one) => one * devicePixelRatio));
  ctx.stroke();
  ctx.setLineDash([]);
}

function upright(chart: uPlot, left: number, colour: string): void {
  const { top, bottom } = inside(chart);
  chart.ctx.beginPath();
  chart.ctx.moveTo(Math.round(left), top);
  chart.ctx.lineTo(Math.round(left), bottom);
  stroke(chart.ctx, colour, 1, [1, 3]);
}

function front(chart: uPlot, { panel, marks, kinds, stretches, paint, alarm }: ControlLook): void {
  const on = canvas(chart);
  const { ctx, x, y } = on;
  const { top, bottom } = inside(chart);
  const apart = (x(1) - x(0)) / devicePixelRatio;
  const size = Math.min(3.5, Math.max(1.3, apart * 0.45)) * paint.scale * devicePixelRatio;
  const begins = new Set(stretches.map(({ first }) => first));
  const joined = panel.values.map((one, i) => (kinds[i] === 'aside' ? null : one));
  ctx.beginPath();
  joined.forEach((one, i) => { if (one !== null) ctx[joined[i - 1] == null || begins.has(i) ? 'moveTo' : 'lineTo'](x(i), y(one)); });
  stroke(ctx, paint.quiet, 1 * paint.scale);
  for (const one of marks) if (one.points.length > 1) led(on, panel.values, one.points, one.level === 'alarm' ? alarm : paint.beyond, size * 2.2);
  const strong = signs(marks);
  panel.values.forEach((one, i) => {
    if (kinds[i] === 'aside' && (one !== null || !RANGES.has(panel.name))) ring(ctx, x(i), one === null ? bottom - size * 1.5 : Math.min(bottom - size, Math.max(top + size, y(one))), size * 1.1, paint);
  });
  ctx.beginPath();
  panel.values.forEach((one, i) => { if (one !== null && !strong.has(i) && kinds[i] !== 'aside') { ctx.moveTo(x(i) + size, y(one)); ctx.arc(x(i), y(one), size, 0, 2 * Math.PI); } });
  ctx.fillStyle = paint.curve;
  ctx.fill();
  const large = Math.max(5, size * 1.5 / devicePixelRatio) * paint.scale * devicePixelRatio;
  for (const level of ['mark', 'alarm'] as const) for (const [i, how] of strong) if (how === level && panel.values[i] != null) shape(ctx, [x(i), y(panel.values[i]!)], large, level === 'alarm' ? 8 : 3, level === 'alarm' ? alarm : paint.beyond, paint);
}

/** A rule that speaks of many points: they are joined by a broad line, and the last of them has the sign. */
function led({ ctx, x, y }: Canvas, values: Line, points: readonly number[], colour: string, width: number): void {
  ctx.beginPath();
  points.forEach((i, order) => { if (values[i] != null) ctx[i - (points[order - 1] ?? -APART) > APART ? 'moveTo' : 'lineTo'](x(i), y(values[i]!)); });
  ctx.globalAlpha = 0.4;
  ctx.lineJoin = 'round';
  stroke(ctx, colour, width / devicePixelRatio);
  ctx.globalAlpha = 1;
}

function dot(ctx: CanvasRenderingContext2D, left: number, top: number, size: number, colour: string): void {
  ctx.beginPath();
  ctx.arc(left, top, size, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
}

function ring(ctx: CanvasRenderingContext2D, left: number, top: number, size: number, paint: Paint): void {
  dot(ctx, left, top, size, paint.surface);
  stroke(ctx, paint.ink2, 1.2 * paint.scale);
}

/** A triangle stands on its side, an octagon too: warning and alarm as everywhere. */
function shape(ctx: CanvasRenderingContext2D, [left, top]: [number, number], size: number, corners: number, colour: string, paint: Paint): void {
  ctx.beginPath();
  const turn = corners === 3 ? -Math.PI / 2 : Math.PI / corners;
  for (let i = 0; i < corners; i++) ctx.lineTo(left + size * Math.cos(turn + (2 * Math.PI * i) / corners), top + size * Math.sin(turn + (2 * Math.PI * i) / corners));
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
  stroke(ctx, paint.ink, 0.8 * paint.scale);
}
