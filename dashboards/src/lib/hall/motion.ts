// How a press stands at this moment, from what it measures: 0..1 each, for drawing.
import type { CellView, ShotView } from '../api';

export interface Pose {
  /** 0 mould shut, 1 wide open. */
  opening: number;
  /** 0 screw in front, 1 metered full. */
  screw: number;
  /** Share of the usual cycle that has passed; null when unknown. */
  cycle: number | null;
  phase: number;
}
/** The widest that has been seen of a press. */
export interface Reach { opening_mm: number; screw_cm3: number }
export const UNSEEN: Reach = { opening_mm: 1, screw_cm3: 0.1 };
export const OPEN = 5;
export const EJECT = 6;

const within = (share: number) => Math.min(1, Math.max(0, share));

export function reach({ values, last_shot }: CellView, before: Reach): Reach {
  return {
    opening_mm: Math.max(before.opening_mm, values.mould_position_mm ?? 0),
    screw_cm3: Math.max(before.screw_cm3, values.screw_volume_cm3 ?? 0, last_shot?.values.plastification_volume_cm3 ?? 0),
  };
}

/** Length of a cycle: the declared one, else that of the newest shot that tells it. */
export const cycleOf = ({ standard_cycle_s }: CellView, shots: ShotView[]): number | null =>
  standard_cycle_s ?? shots.findLast(({ values }) => values.cycle_time_s != null)?.values.cycle_time_s ?? null;

/** Positions where they are measured, else what the phase says. */
export function pose({ values }: CellView, { opening_mm, screw_cm3 }: Reach, whole_s: number | null = null): Pose {
  const phase = values.phase ?? 0;
  const elapsed = values.cycle_elapsed_s;
  return {
    opening: within(values.mould_position_mm == null ? (phase >= OPEN ? 1 : 0) : values.mould_position_mm / opening_mm),
    screw: within(values.screw_volume_cm3 == null ? SCREW[phase] ?? 1 : values.screw_volume_cm3 / screw_cm3),
    cycle: elapsed == null || !whole_s || phase === 0 ? null : within(elapsed / whole_s),
    phase,
  };
}
// Standstill, closing, filling, packing, cooling, opening, ejecting.
const SCREW = [1, 1, 0.2, 0.12, 0.9, 1, 1];
