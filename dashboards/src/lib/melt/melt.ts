// How far the melt has come at a moment of a shot, from what the press measured of it.
import { moments, pressureWindow, told, type Pattern, type Phase, type Signal } from '../charts/against';
import { peak, readingAt, type Track } from '../charts/resample';

/** What tells the melt's way: the screw's travel, its flow, or only when filling began and ended. */
export type By = 'screw' | 'flow' | 'times';
export interface Melting {
  by: By;
  /** Share of all that the screw pushes in this shot, 0..1. */
  pushed: Track;
  /** Melt before the screw, share of what was there at the start; null when the press does not tell it. */
  before: Track | null;
  pressure: (Signal & { highest: number }) | null;
  phases: readonly Phase[];
  /** From where to where it is worth looking: until pressure is gone. */
  stretch: [from: number, to: number];
  /** The cavity's pressure never came near the usual: the screw's travel does not say that the cavity was full. */
  low: boolean;
}
export interface Moment { at_s: number; pushed: number; before: number | null; pressed: number; skin: number; phase: Phase['phase'] | null }

const LOW_PERCENT = -50;
const within = (share: number) => Math.min(1, Math.max(0, share));
const named = (curves: readonly Signal[], name: string) => curves.find((one) => one.name === name);

/** Null when neither the screw nor the times are told: then there is nothing to draw. */
export function melting(curves: readonly Signal[], phases: readonly Phase[], patterns: readonly Pattern[]): Melting | null {
  const until = end(phases, 'pack') ?? Infinity;
  const from = phases.find(({ phase }) => phase === 'fill')?.start_s ?? 0;
  const way = byScrew(curves, from, until) ?? byFlow(curves, from, until) ?? byTimes(from, end(phases, 'fill'));
  if (!way) return null;
  const cavity = named(curves, 'cavity_pressure_bar');
  const signal = cavity ?? named(curves, 'injection_pressure_bar');
  const highest = signal ? (peak(signal)?.value ?? 0) : 0;
  const share = cavity ? told(cavity, patterns.find(({ name }) => name === cavity.name))?.share : null;
  return {
    ...way, phases, stretch: pressureWindow(curves, phases), pressure: signal && highest > 0 ? { ...signal, highest } : null,
    low: share != null && share <= LOW_PERCENT,
  };
}

const end = (phases: readonly Phase[], name: Phase['phase']): number | undefined => phases.find(({ phase }) => phase === name)?.end_s;

type Way = Pick<Melting, 'by' | 'pushed' | 'before'>;

/** The screw only pushes: where it springs back a little, or doses again, what went in stays in. */
function byScrew(curves: readonly Signal[], from: number, until: number): Way | null {
  const curve = named(curves, 'screw_volume_cm3');
  const full = curve ? (readingAt(curve, from) ?? curve.values.find((one) => one !== null)) : null;
  if (!curve || full == null || full <= 0) return null;
  let gone = 0;
  const pushed = curve.values.map((value, i) => {
    const at = curve.start_s + i * curve.period_s;
    if (value !== null && at >= from && at <= until) gone = Math.max(gone, full - value);
    return gone;
  });
  return gone > 0 ? { by: 'screw', pushed: { ...curve, values: pushed.map((one) => one / gone) }, before: { ...curve, values: curve.values.map((one) => (one === null ? null : within(one / full))) } } : null;
}

function byFlow(curves: readonly Signal[], from: number, until: number): Way | null {
  const curve = named(curves, 'flow_cm3_s');
  if (!curve) return null;
  let gone = 0;
  const pushed = curve.values.map((value, i) => {
    const at = curve.start_s + i * curve.period_s;
    if (value !== null && at >= from && at <= until) gone += Math.max(0, value) * curve.period_s;
    return gone;
  });
  return gone > 0 ? { by: 'flow', pushed: { ...curve, values: pushed.map((one) => one / gone) }, before: null } : null;
}

const byTimes = (from: number, filled: number | undefined): Way | null =>
  filled !== undefined && filled > from ? { by: 'times', pushed: { start_s: from, period_s: filled - from, values: [0, 1] }, before: null } : null;

export function momentOf(shot: Melting, at_s: number): Moment {
  const { start_s, period_s, values } = shot.pushed;
  const last = start_s + (values.length - 1) * period_s;
  return {
    at_s, pushed: readingAt(shot.pushed, Math.min(last, Math.max(start_s, at_s))) ?? 0,
    before: shot.before && readingAt(shot.before, at_s),
    pressed: shot.pressure ? within((readingAt(shot.pressure, at_s) ?? 0) / shot.pressure.highest) : 0,
    skin: skinAt(shot.phases, at_s),
    phase: shot.phases.find((one) => at_s >= one.start_s && at_s < one.end_s)?.phase ?? null,
  };
}

/** As a caption says it: a sensor whose zero lies a little below nothing has measured no pressure. */
export function pressureAt(shot: Melting, at_s: number): number | null {
  const reading = shot.pressure && readingAt(shot.pressure, at_s);
  return reading === null ? null : Math.max(0, reading);
}

/** Frozen share of the wall. It is not measured: a skin that conducts grows with the root of time (Stefan). */
function skinAt(phases: readonly Phase[], at_s: number): number {
  const [filled, cold] = [end(phases, 'fill'), end(phases, 'cool')];
  return filled === undefined || cold === undefined ? 0 : Math.sqrt(within((at_s - filled) / (cold - filled)));
}

/** Where the drawing stands while nobody looks anywhere: at change-over, else at the highest pressure, else at the end. */
export const restingAt = (shot: Melting): number => end(shot.phases, 'fill') ?? (shot.pressure && peak(shot.pressure)?.at_s) ?? shot.stretch[1];

/** The next moment that counts, for who wants no motion; after the last one the first again. */
export function nextMoment(curves: readonly Signal[], shot: Melting, at_s: number | null): number {
  const all = [...new Set([shot.stretch[0], ...moments(curves, shot.phases).map((one) => one.at_s)])].sort((a, b) => a - b);
  return all.find((one) => at_s !== null && one > at_s + 1e-6) ?? all[0]!;
}
