// Outlines in their place: each has a colour, a shape and a word, and a dark rim so that it is seen on steel and on white.
import { type Homography, type Point, seen } from './homography';

/** `firm`: of this very picture; what another camera saw, or what is not current, is dashed. */
export interface Mark { outlines: Point[][]; word: string; kind: 'look again' | 'reject'; firm: boolean }
/** From pixels counted at their middles to the canvas: where the picture lies, how much it is enlarged, how wide a line is. */
export interface Ground { scale: number; unit: number }

const COLOURS = { 'look again': '#f0b429', reject: '#ff7a38' };
const RIM = 'rgb(0 0 0 / 75%)';
const LINE = 2.5, RIM_LINE = 5, TEXT = 14, PAD = 5;

/** Where a place in mm is on the canvas. */
export const onCanvas = (h: Homography, point: Point, scale: number): Point => {
  const [x, y] = seen(h, point);
  return [(x + 0.5) * scale, (y + 0.5) * scale];
};

export function draw(on: CanvasRenderingContext2D, h: Homography, marks: readonly Mark[], { scale, unit }: Ground): void {
  on.save();
  on.lineJoin = 'round';
  const placed: Box[] = [];
  const laid = marks.map((mark) => mark.outlines.map((one) => one.map((point) => onCanvas(h, point, scale))));
  for (const [i, mark] of marks.entries()) for (const points of laid[i]!) outline(on, mark, points, unit);
  for (const [i, mark] of marks.entries()) label(on, mark, laid[i]!.flat(), unit, placed);
  on.restore();
}

interface Box { left: number; top: number; wide: number; high: number }
const meet = (a: Box, b: Box): boolean => a.left < b.left + b.wide && b.left < a.left + a.wide && a.top < b.top + b.high && b.top < a.top + a.high;

/** Above the outlines, else below, else farther away: no word is written over another. */
function room(on: CanvasRenderingContext2D, points: Point[], size: { wide: number; high: number }, placed: Box[]): Box {
  const { wide, high } = size, gap = high / 4;
  const left = clamp(Math.min(...points.map(([x]) => x)), on.canvas.width - wide);
  const [above, below] = [Math.min(...points.map(([, y]) => y)) - high - gap, Math.max(...points.map(([, y]) => y)) + gap];
  const tries = [0, 1, 2, 3, 4].flatMap((step) => [above - step * (high + 1), below + step * (high + 1)]).filter((top) => top >= 0 && top <= on.canvas.height - high);
  const boxes = tries.map((top) => ({ left, top, wide, high }));
  return boxes.find((box) => !placed.some((other) => meet(box, other))) ?? boxes[0] ?? { left, top: clamp(above, on.canvas.height - high), wide, high };
}

function outline(on: CanvasRenderingContext2D, mark: Mark, points: Point[], unit: number): void {
  on.beginPath();
  for (const [x, y] of points) on.lineTo(x, y);
  on.closePath();
  for (const [colour, width] of [[RIM, RIM_LINE], [COLOURS[mark.kind], LINE]] as const) {
    on.setLineDash(mark.firm || colour === RIM ? [] : [6 * unit, 4 * unit]);
    on.strokeStyle = colour;
    on.lineWidth = width * unit;
    on.stroke();
  }
}

/** A sign and a word, within the canvas. */
function label(on: CanvasRenderingContext2D, mark: Mark, points: Point[], unit: number, placed: Box[]): void {
  const size = TEXT * unit, pad = PAD * unit;
  on.font = `600 ${size}px 'Source Sans 3 Variable', system-ui, sans-serif`;
  const wide = on.measureText(mark.word).width + size + 3 * pad, high = size + 2 * pad;
  const box = room(on, points, { wide, high }, placed);
  const { left, top } = box;
  placed.push(box);
  on.setLineDash([]);
  on.fillStyle = RIM;
  on.beginPath();
  on.roundRect(left, top, wide, high, 3 * unit);
  on.fill();
  on.fillStyle = COLOURS[mark.kind];
  sign(on, mark.kind, left + pad + size / 2, top + high / 2, size / 2);
  on.textBaseline = 'middle';
  on.fillText(mark.word, left + size + 2 * pad, top + high / 2);
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** A triangle for a look, an octagon for a reject. */
function sign(on: CanvasRenderingContext2D, kind: Mark['kind'], x: number, y: number, r: number): void {
  const corners = kind === 'reject' ? 8 : 3, turn = kind === 'reject' ? Math.PI / 8 : -Math.PI / 2;
  on.beginPath();
  for (let i = 0; i < corners; i += 1) on.lineTo(x + r * Math.cos(turn + (2 * Math.PI * i) / corners), y + r * Math.sin(turn + (2 * Math.PI * i) / corners));
  on.closePath();
  on.fill();
}
