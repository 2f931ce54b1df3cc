// Channels and parameters in the order in which a moulder reads them.
import type { Band, Channel, ShotView } from '../api';
import { verdict } from '../bullet';

export const GROUPS = ['pressure', 'temperature', 'motion', 'energy', 'state', 'other'] as const;
export type Group = (typeof GROUPS)[number];

/** States and counters are words or tallies, not courses. */
export const STATES = new Set(['machine_mode', 'production_status', 'phase', 'machine_cycle_counter', 'cycle_elapsed_s']);
const UNITS: Record<string, Group> = { bar: 'pressure', '°C': 'temperature', mm: 'motion', 'cm³': 'motion', 'cm³/s': 'motion', kN: 'motion', 'l/min': 'motion', '1/min': 'motion', kW: 'energy', kWh: 'energy', '%': 'energy' };

export function groupOf(channel: Pick<Channel, 'name' | 'unit'>): Group {
  if (STATES.has(channel.name)) return 'state';
  if (channel.name.startsWith('hall_')) return 'energy';
  if (channel.name.startsWith('material_')) return 'other';
  return UNITS[channel.unit] ?? 'other';
}

export const grouped = (channels: readonly Channel[]): { group: Group; channels: Channel[] }[] =>
  GROUPS.map((group) => ({ group, channels: channels.filter((channel) => groupOf(channel) === group) })).filter((one) => one.channels.length > 0);

/** What to chart before anybody has chosen: what tells most of the process. */
const TELLING = ['cavity_pressure_bar', 'injection_pressure_bar', 'melt_temperature_c', 'mould_temperature_c', 'barrel_zone_5_c', 'power_kw'];
export const firstChoice = (channels: readonly Channel[]): string[] => {
  const told = TELLING.filter((name) => channels.some((channel) => channel.name === name));
  return (told.length > 0 ? told : channels.filter((channel) => !STATES.has(channel.name)).map((channel) => channel.name)).slice(0, 2);
};

/** What moulders look at per shot, in their order. */
const WATCHED = [
  'cavity_pressure_maximum_bar', 'injection_time_s', 'transfer_specific_pressure_bar', 'cushion_volume_cm3',
  'dosing_time_s', 'cycle_time_s', 'specific_pressure_maximum_bar', 'cavity_wall_peak_c',
];
const rank = (band: Band) => { const place = WATCHED.indexOf(band.name); return place < 0 ? WATCHED.length : place; };

/** The usual order; what was not measured comes last. */
export const byWatch = (bands: readonly Band[]): Band[] =>
  [...bands].sort((a, b) => Number(a.value === null) - Number(b.value === null) || rank(a) - rank(b));

const STEP = { outside: 2e9, unusual: 1e9, normal: 0, missing: -1e9 } as const;

/** The most unusual first: outside a declared limit, then outside the usual band, then by distance. */
export function byDistance(bands: readonly Band[]): Band[] {
  const weight = (band: Band): number =>
    STEP[verdict({ value: band.value, low: band.low, high: band.high, limitLow: band.limit_low, limitHigh: band.limit_high })] + Math.abs(band.distance ?? 0);
  return [...bands].sort((a, b) => weight(b) - weight(a) || rank(a) - rank(b));
}

/** What was set is told beside, with what was changed; and what this machine never tells has no bar. */
export const worthABar = (bands: readonly Band[], shot: ShotView): Band[] =>
  bands.filter((band) => !(band.name in shot.settings) && (band.value !== null || band.low !== null));

/** How a quantity went over these shots, oldest first. */
export const historyOf = (shots: readonly ShotView[], name: string): (number | null)[] =>
  shots.map((shot) => shot.values[name] ?? null).reverse();

export interface Change { name: string; before: number | null; after: number | null }

/** What was set differently from the shot before. */
export const changes = (shot: ShotView, before: ShotView | null): Change[] =>
  before === null ? [] : Object.entries(shot.settings)
    .filter(([name, after]) => name in before.settings && before.settings[name] !== after)
    .map(([name, after]) => ({ name, before: before.settings[name] ?? null, after }));

/** "set_hold_pressure_bar" is told in bar. */
const ENDINGS: [string, string][] = [['_cm3_s', 'cm³/s'], ['_l_min', 'l/min'], ['_cm3', 'cm³'], ['_bar', 'bar'], ['_mm', 'mm'], ['_kwh', 'kWh'], ['_kw', 'kW'], ['_kn', 'kN'], ['_pct', '%'], ['_c', '°C'], ['_s', 's'], ['_g', 'g']];
export const unitOf = (name: string): string => ENDINGS.find(([ending]) => name.endsWith(ending))?.[1] ?? '';
