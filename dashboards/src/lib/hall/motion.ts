// How a press stands at this moment, from what it measures: 0..1 each, for drawing.
import type { CellView } from '../api';

export interface Pose {
  /** 0 mould shut, 1 wide open. */
  opening: number;
  /** 0 screw in front, 1 metered full. */
  screw: number;
  /** Share of the standard cycle that has passed; null when unknown. */
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

/** Positions where they are measured, else what the phase says. */
export function pose({ values, standard_cycle_s }: CellView, { opening_mm, screw_cm3 }: Reach): Pose {
  const phase = values.phase ?? 0;
  const elapsed = values.cycle_elapsed_s;
  return {
    opening: within(values.mould_position_mm == null ? (phase >= OPEN ? 1 : 0) : values.mould_position_mm / opening_mm),
    screw: within(values.screw_volume_cm3 == null ? SCREW[phase] ?? 1 : values.screw_volume_cm3 / screw_cm3),
    cycle: elapsed == null || !standard_cycle_s || phase === 0 ? null : within(elapsed / standard_cycle_s),
    phase,
  };
}
// Standstill, closing, filling, packing, cooling, opening, ejecting.
const SCREW = [1, 1, 0.2, 0.12, 0.9, 1, 1];
