// What is evidence of a deed: asked of the hub, and judged by what was usual before.
import { type CableDesk, type FindingView, type ListedInspection, type ProcessView, type ShotDetail, type ShotView, type Template, get } from '../api';
import type { Of } from './sight';

export type Found =
  | { kind: 'stands_out'; detail: ShotDetail; template: Template; finding: FindingView }
  | { kind: 'rejected'; one: ListedInspection }
  | { kind: 'called'; process: ProcessView }
  | { kind: 'waiting'; desk: CableDesk }
  | { kind: 'refused'; said: string }
  | { kind: 'moved'; moved: Moved };
export interface Moved { before: readonly number[]; after: readonly number[]; usual: number; now: number; spread: number }
export interface Since { cell: string; run: string; us: number }

const STRONG = 3.5; // spreads; as the hub has it for what stands out
const SURE = 4; // standard errors of a median
const MEDIAN_ERROR = 1.2533, MAD = 1.4826, FLOOR = 0.002; // relative: below it a difference is the sensor's, not the shot's
const FEW_BEFORE = 8, FEW_AFTER = 5, LATELY = 60, HOURS = 1;
const SAYS_NOTHING = new Set(['usual', 'too_few', 'changed', 'start_up']);
const CAVITY = 'cavity_pressure_maximum_bar';

/** Fit to be a yardstick for others. */
export const good = ({ quality, start_up }: ShotView): boolean => !start_up && (quality === 0 || quality === 2);

/** Why a shot stands out beyond chance; of many steady shots one has the lowest cavity pressure too. */
export function strong({ findings, bands }: Pick<ShotDetail, 'findings' | 'bands'>): FindingView | null {
  const far = Math.abs(bands.find(({ name }) => name === CAVITY)?.distance ?? 0) >= STRONG;
  return findings.find(({ analysis, key }) => analysis === 'stands_out' && !SAYS_NOTHING.has(key) && (key !== 'lowest_cavity' || far)) ?? null;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
};

/** A quantity's newest values beside those before; null while there are too few. */
export function beside(before: readonly number[], after: readonly number[]): Moved | null {
  if (before.length < FEW_BEFORE || !after.length) return null;
  const usual = median(before);
  const spread = Math.max(MAD * median(before.map((one) => Math.abs(one - usual))), FLOOR * Math.abs(usual));
  return { before, after, usual, now: median(after.slice(-FEW_AFTER)), spread };
}
/** Has it moved beyond chance? */
export function has({ before, after, usual, now, spread }: Moved): boolean {
  const error = MEDIAN_ERROR * spread * Math.sqrt(1 / before.length + 1 / Math.min(after.length, FEW_AFTER));
  return after.length >= FEW_AFTER && Math.abs(now - usual) >= SURE * error;
}

/** A quantity of a run's shots, the oldest first, parted by the moment of the deed. */
export function parted(shots: readonly ShotView[], quantity: string, { run, us }: Since): [before: number[], after: number[]] {
  const own = shots.filter((one) => one.run === run && !one.start_up).reverse();
  const of = (some: readonly ShotView[]) => some.map(({ values }) => values[quantity]).filter((value) => value !== null && value !== undefined);
  return [of(own.filter((one) => one.started_us < us && good(one))), of(own.filter((one) => one.started_us >= us))];
}

export async function lookMoved(since: Since, quantity: string, signal: AbortSignal): Promise<Moved | null> {
  const shots = await get('/cells/{cell}/shots', { cell: since.cell, limit: LATELY }, signal);
  return beside(...parted(shots, quantity, since));
}

/** Shots after the deed that the hub names, and the newest; each is looked at once. */
export async function lookStandsOut({ cell, us }: Since, known: Set<string>, signal: AbortSignal): Promise<Found | null> {
  const [named, newest] = await Promise.all([get('/cells/{cell}/standouts', { cell, hours: HOURS, limit: 20 }, signal), get('/cells/{cell}/shots', { cell, limit: 1 }, signal)]);
  const after = [...named.map(({ shot }) => shot), ...newest].filter((shot) => shot.started_us >= us && !known.has(shot.id));
  for (const { id } of after.slice(0, 3)) {
    known.add(id);
    const detail = await get('/cells/{cell}/shots/{shot}', { cell, shot: id }, signal);
    const finding = strong(detail);
    if (finding) return { kind: 'stands_out', detail, finding, template: await get('/cells/{cell}/shots/{shot}/template', { cell, shot: id }, signal) };
  }
  return null;
}

export async function lookRejected({ cell, us }: Since, of: Of, signal: AbortSignal): Promise<Found | null> {
  const asked = (['reject', 'look again'] as const).map((verdict) => get('/inspections', { cell, of, limit: 1, verdict }, signal));
  const one = (await Promise.all(asked)).map(({ inspections }) => inspections[0]).find((found) => found && found.measured_us >= us);
  return one ? { kind: 'rejected', one } : null;
}

export async function lookCalled({ cell, us }: Since, signal: AbortSignal): Promise<Found | null> {
  const process = await get('/process/{cell}', { cell }, signal);
  return process.alarm && process.alarm.called_us >= us ? { kind: 'called', process } : null;
}

export async function lookWaiting(signal: AbortSignal): Promise<Found | null> {
  const desk = await get('/sandbox/cable', {}, signal);
  return !desk.plugged && desk.numbers && desk.numbers.waiting > 0 ? { kind: 'waiting', desk } : null;
}
