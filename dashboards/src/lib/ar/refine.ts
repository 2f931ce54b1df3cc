// Corners of a marker to a fraction of a pixel: each side is a line through the places where dark becomes light.
import type { Point } from './homography';

export interface Grey { width: number; height: number; data: ArrayLike<number> }
interface Line { x: number; y: number; dx: number; dy: number }

const MODULES = 8; // of a marker's side; its border is one of them
const REACH = 0.65; // modules, to each side of an edge: less than the border, less than the white margin
const REACH_PX: [least: number, most: number] = [1.5, 4];
const STEP_PX = 0.5;
const ENDS = 0.1; // of a side, left out at each end: near a corner two edges are seen at once
const SAMPLES: [least: number, most: number] = [6, 28];
const LEAST_RISE = 12; // grey levels between dark and light; below it there is no edge
const FAR_PX = 0.6; // from the line: not of this edge
const JUMP_PX = 4; // a corner does not move farther than that

const clamp = (value: number, [least, most]: [number, number]) => Math.min(most, Math.max(least, value));

/** The corners moved to where the sides meet. One whose sides are not seen well enough stays. Pixels are counted at their middles. */
export function refined(grey: Grey, corners: readonly Point[]): Point[] {
  let now = [...corners];
  for (const pull of [1, 0.6]) {
    const lines = now.map((corner, i) => side(grey, corner, now[(i + 1) % now.length]!, pull));
    now = now.map((corner, i) => meet(lines[(i + now.length - 1) % now.length] ?? null, lines[i] ?? null, corner));
  }
  return now;
}

function side(grey: Grey, a: Point, b: Point, pull: number): Line | null {
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [dx, dy] = [(b[0] - a[0]) / long, (b[1] - a[1]) / long];
  const reach = clamp((long / MODULES) * REACH, REACH_PX) * pull;
  const count = Math.round(clamp(long, SAMPLES));
  const found: Point[] = [];
  for (let i = 0; i < count; i += 1) {
    const at = long * (ENDS + ((1 - 2 * ENDS) * (i + 0.5)) / count);
    const [x, y] = [a[0] + dx * at, a[1] + dy * at];
    const out = edge(grey, x, y, dy, -dx, reach); // clockwise corners: outwards is to the left of the way
    if (out !== null) found.push([x + dy * out, y - dx * out]);
  }
  return through(found, count / 2);
}

/** How far from (x, y) along (nx, ny) dark becomes light; null where it does not. The middle of all that rises. */
function edge(grey: Grey, x: number, y: number, nx: number, ny: number, reach: number): number | null {
  let before = level(grey, x - nx * reach, y - ny * reach);
  let rise = 0, moment = 0;
  for (let at = -reach + STEP_PX; at <= reach + 1e-6; at += STEP_PX) {
    const now = level(grey, x + nx * at, y + ny * at);
    const step = Math.max(0, now - before); // NaN stays: an edge that is cut by the picture's is none
    rise += step;
    moment += step * (at - STEP_PX / 2);
    before = now;
  }
  return rise >= LEAST_RISE ? moment / rise : null;
}

/** Grey between four pixels; no number outside the picture. */
function level({ width, height, data }: Grey, x: number, y: number): number {
  const column = Math.floor(x), row = Math.floor(y);
  if (column < 0 || row < 0 || column > width - 2 || row > height - 2) return NaN;
  const [fx, fy] = [x - column, y - row];
  const at = row * width + column;
  return (data[at]! * (1 - fx) + data[at + 1]! * fx) * (1 - fy) + (data[at + width]! * (1 - fx) + data[at + width + 1]! * fx) * fy;
}

/** The line nearest to points, in both directions alike; once more without those far from it. */
function through(points: Point[], least: number): Line | null {
  const first = nearest(points, least);
  if (!first) return null;
  return nearest(points.filter((point) => Math.abs((point[0] - first.x) * first.dy - (point[1] - first.y) * first.dx) < FAR_PX), least);
}

function nearest(points: Point[], least: number): Line | null {
  const n = points.length;
  if (n < least) return null;
  const x = points.reduce((sum, point) => sum + point[0], 0) / n, y = points.reduce((sum, point) => sum + point[1], 0) / n;
  let xx = 0, xy = 0, yy = 0;
  for (const [px, py] of points) { xx += (px - x) ** 2; xy += (px - x) * (py - y); yy += (py - y) ** 2; }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x, y, dx: Math.cos(angle), dy: Math.sin(angle) };
}

function meet(a: Line | null, b: Line | null, old: Point): Point {
  if (!a || !b) return old;
  const cross = a.dx * b.dy - a.dy * b.dx;
  if (Math.abs(cross) < 0.2) return old; // nearly one line
  const along = ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / cross;
  const met: Point = [a.x + a.dx * along, a.y + a.dy * along];
  return Math.hypot(met[0] - old[0], met[1] - old[1]) < JUMP_PX ? met : old;
}
