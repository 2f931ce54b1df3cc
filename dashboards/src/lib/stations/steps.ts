// The five steps of a station, and where each leads.
import type { StationView } from '../api';
import { href } from '../router.svelte';

export const STEPS = ['problem', 'see', 'break', 'caught', 'mine'] as const;
export type Step = (typeof STEPS)[number];
type Place = StationView['see'];

export const stepOf = (wanted: string | null): Step => STEPS.find((step) => step === wanted) ?? 'problem';
/** `notes`: with the guide's notes, as in a rehearsal. */
export const toStep = (station: string, step: Step, notes = false): string => href('/station/:station', { station }, { step, ...(notes && { notes: '1' }) });

/** Which cell a step shows: the factory's, which has a past; what was broken is the visitor's own press. */
export const cellOf = (station: StationView, step: Step, mine: { cell: string; machine: string } | null): string =>
  step === 'caught' && mine?.machine === station.breaks.machine ? mine.cell : station.cell;

/** A place's address of a cell, as path and query. */
export const pathOf = ({ page }: Place, cell: string): string => page.replaceAll('{cell}', encodeURIComponent(cell));

/** The page itself, with the tour's sentence over it. */
export function toPage(station: string, at: 'see' | 'caught', place: Place, cell: string): string {
  const [path, query = ''] = pathOf(place, cell).split('?');
  const told = new URLSearchParams(query);
  told.set('tour', station);
  told.set('at', at);
  return `#${path}?${told}`;
}

/** Is somebody at this address still with the station: on its page, or on one that it has sent him to? */
export function stays(hash: string, station: string): boolean {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  return path === `/station/${station}` || new URLSearchParams(query).get('tour') === station;
}
