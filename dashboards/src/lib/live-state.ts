// What the live stream has told so far: pure steps from one message to the next.
import type { CellView, HealthView, TourView } from './api';

// A WebSocket has no place in OpenAPI, so its two messages are written down here.
export interface Snapshot { type: 'snapshot'; seq: number; now_us: number; health: HealthView; cells: CellView[]; tour?: TourView | null }
export interface Delta { type: 'delta'; seq: number; now_us: number; health: HealthView | null; cells: CellView[]; gone?: string[]; tour?: TourView | null }
export type LiveMessage = Snapshot | Delta;

export interface LiveState {
  seq: number;
  cells: CellView[];
  health: HealthView | null;
  tour: TourView | null;
  /** By cell: when it last spoke, in milliseconds of the page's own clock. */
  spokeMs: Record<string, number>;
  /** By cell: when its view last arrived here. */
  arrivedMs: Record<string, number>;
}

export const NOTHING: LiveState = { seq: -1, cells: [], health: null, tour: null, spokeMs: {}, arrivedMs: {} };

/** The next state; null when a message is missing in between and everything must be asked for again. */
export function step(before: LiveState, message: LiveMessage, pageMs: number): LiveState | null {
  if (message.type === 'snapshot') return renew(NOTHING, message, pageMs);
  return message.seq === before.seq + 1 ? renew(before, message, pageMs) : null;
}

function renew(before: LiveState, message: LiveMessage, pageMs: number): LiveState {
  const told = new Map(message.cells.map((cell) => [cell.cell, cell]));
  const gone = message.type === 'delta' ? (message.gone ?? []) : []; // visitors' cells that are no more
  const known = before.cells.filter(({ cell }) => !gone.includes(cell)).map((cell) => told.get(cell.cell) ?? cell);
  const fresh = message.cells.filter((cell) => !before.cells.some((old) => old.cell === cell.cell));
  return {
    seq: message.seq,
    cells: message.cells.length || known.length < before.cells.length ? [...known, ...fresh] : before.cells,
    health: message.health ?? before.health,
    tour: message.tour ?? before.tour,
    spokeMs: { ...before.spokeMs, ...stamps(message.cells, (cell) => pageMs - (cell.age_s ?? 0) * 1000) },
    arrivedMs: { ...before.arrivedMs, ...stamps(message.cells, () => pageMs) },
  };
}

const stamps = (cells: CellView[], at: (cell: CellView) => number) => Object.fromEntries(cells.map((cell) => [cell.cell, at(cell)]));

/** Wait before trying again: doubles up to 15 s, jittered so that a hall of tablets does not knock at once. */
export const backOffMs = (attempt: number, random: number): number => Math.min(15_000, 500 * 2 ** attempt) * (0.5 + random / 2);

/** The hub's clock minus this page's. Delay on the way only makes it look smaller, so the largest is the truest. */
export const truerOffset = (known: number | null, seen: number): number =>
  known === null || Math.abs(seen - known) > 5_000_000 ? seen : Math.max(known - 100, seen);
