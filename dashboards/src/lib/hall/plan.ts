// From metres on the hall's floor to tracks of a grid: what stands apart in the hall stands apart on the page.
import type { CellView } from '../api';

const SAME_M = 3; // places closer than this share a row or a column

export interface Plan { columns: string; rows: string; placeOf: Record<string, { column: number; row: number }> }

/** Tracks and the place of each cell; null when cells have no place or two share one: then they stand in a row. */
export function plan(cells: CellView[]): Plan | null {
  const placed = cells.flatMap(({ cell, at }) => (at ? [{ cell, x: at.x_m, y: -at.y_m }] : []));
  if (placed.length < cells.length || placed.length < 2) return null;
  const [columns, rows] = [lines(placed.map(({ x }) => x)), lines(placed.map(({ y }) => y))];
  const placeOf = Object.fromEntries(placed.map(({ cell, x, y }) => [cell, { column: track(columns, x), row: track(rows, y) }]));
  const taken = new Set(Object.values(placeOf).map(({ column, row }) => `${column} ${row}`));
  return taken.size < placed.length || columns.length > 4 ? null : { columns: tracks(columns, 'minmax(0, 1fr)'), rows: tracks(rows, 'minmax(0, 1fr)'), placeOf };
}

/** Where the columns (or rows) are: positions closer than `SAME_M` are one. */
export function lines(positions: number[]): number[] {
  return [...positions].sort((a, b) => a - b).reduce<number[]>((kept, at) => (kept.length && at - kept.at(-1)! < SAME_M ? kept : [...kept, at]), []);
}

// Between two tracks lies an aisle, as wide as the hall is wider there than at its narrowest.
const aisles = (at: number[]) => {
  const gaps = at.slice(1).map((one, i) => one - at[i]!);
  return gaps.map((gap) => gap / Math.min(...gaps) - 1);
};
const tracks = (at: number[], size: string) =>
  at.map((_, i) => (i === 0 ? size : `minmax(0, ${aisles(at)[i - 1]!.toFixed(2)}fr) ${size}`)).join(' ');
const track = (at: number[], position: number) => 2 * at.findLastIndex((line) => line <= position) + 1;
