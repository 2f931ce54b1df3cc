// Outlines in mm on a picture in pixels: paths, a ring around what is too small to be seen, places for words.
import { type Homography, type Point, seen } from '../ar/homography';

export interface Mark { outline: readonly Point[]; word: string; kind: 'pass' | 'look-again' | 'reject' }
export interface Size { width: number; height: number }
export interface Label { word: string; kind: Mark['kind']; x: number; y: number }
interface Box { x: number; y: number; right: number; bottom: number }

/** Pixels are counted at their middles; a drawing counts from their corners. */
export const onPicture = (h: Homography, outline: readonly Point[]): Point[] =>
  outline.map((point) => { const [x, y] = seen(h, point); return [x + 0.5, y + 0.5]; });

export const path = (points: readonly Point[]): string => (points.length ? `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z` : '');
const round = (value: number) => Math.round(value * 100) / 100;

export function box(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { x: Math.min(...xs), y: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

const SMALL = 0.04, RING = 0.045; // of the picture's width

/** Circles around outlines that are hard to find on this picture; one around those that lie together. */
export function rings(outlines: readonly (readonly Point[])[], { width }: Size): { x: number; y: number; r: number }[] {
  const least = RING * width;
  const groups: Box[] = [];
  for (const one of outlines.map(box).filter((small) => Math.max(small.right - small.x, small.bottom - small.y) < SMALL * width)) {
    const near = groups.filter((other) => apart(one, other) < 1.5 * least);
    for (const other of near) groups.splice(groups.indexOf(other), 1);
    groups.push([one, ...near].reduce((a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) })));
  }
  return groups.map(({ x, y, right, bottom }) => ({ x: (x + right) / 2, y: (y + bottom) / 2, r: Math.max(least, Math.hypot(right - x, bottom - y) / 2 + least / 3) }));
}

/** How far two boxes lie from each other; 0 when they touch. */
const apart = (a: Box, b: Box): number => Math.hypot(Math.max(0, a.x - b.right, b.x - a.right), Math.max(0, a.y - b.bottom, b.y - a.bottom));

const CORNER = { wide: 7, high: 3.2 }; // in lines: where the verdict lies

/** One word for each check, above its first outline; moved down while it would lie on another or on the verdict in the corner. `line`: height of a line in pixels. */
export function labels(h: Homography, marks: readonly Mark[], size: Size, line: number): Label[] {
  const corner = { wide: CORNER.wide * line, high: CORNER.high * line };
  const firsts = [...new Map([...marks].reverse().map((mark) => [mark.word, mark])).values()].reverse();
  const put: Label[] = [];
  for (const { outline, word, kind } of firsts) {
    const { x, y } = box(onPicture(h, outline));
    const wide = word.length * line * 0.6;
    const at = { word, kind, x: within(x, size.width - wide), y: within(y - line / 2, size.height - line, line) };
    if (at.x < corner.wide) at.y = Math.max(at.y, corner.high);
    while (put.some((other) => Math.abs(other.y - at.y) < line && Math.abs(other.x - at.x) < wide)) at.y += line;
    put.push(at);
  }
  return put;
}

const within = (value: number, most: number, least = 0) => Math.max(least, Math.min(value, most));

/** CSS matrix3d that lays the map (its pixels, the part's middle in its middle) on a picture shown `scale` times its size. */
export function mapOnPicture(h: Homography, map: Size, pxPerMm: number, scale: number): string {
  const [midX, midY] = [map.width / 2 / pxPerMm, map.height / 2 / pxPerMm];
  const [x, y, w] = [0, 3, 6].map((at) => [h[at]! / pxPerMm, h[at + 1]! / pxPerMm, h[at + 2]! - h[at]! * midX - h[at + 1]! * midY]) as [number[], number[], number[]];
  const onScreen = (row: number[]) => row.map((one, i) => scale * (one + w[i]! / 2)); // pixels are counted at their middles
  const [right, down] = [onScreen(x), onScreen(y)];
  const columns = [0, 1, 2].map((i) => [right[i]!, down[i]!, 0, w[i]!]);
  return `matrix3d(${[...columns[0]!, ...columns[1]!, 0, 0, 1, 0, ...columns[2]!].map((value) => Number(value.toPrecision(8))).join(',')})`;
}
