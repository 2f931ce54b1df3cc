// The figures of a firm as they are asked for: in which group, in which unit, between which limits. The hub's own limits are wider.
import type { FirmFigures } from '../api';

export type Name = keyof FirmFigures;
export const GROUPS = ['shop', 'job', 'wrong', 'prices'] as const;
export type Group = (typeof GROUPS)[number];
export interface Field { name: Name; group: Group; kind: 'number' | 'yes' | 'level'; unit: string; low: number; high: number; whole: boolean }

const number = (group: Group, name: Name, unit: string, low: number, high: number): Field => ({ name, group, kind: 'number', unit, low, high, whole: false });
const whole = (group: Group, name: Name, unit: string, low: number, high: number): Field => ({ ...number(group, name, unit, low, high), whole: true });
const yes = (group: Group, name: Name): Field => ({ ...number(group, name, '', 0, 1), kind: 'yes' });
const level = (group: Group, name: Name): Field => ({ ...whole(group, name, '', 0, 3), kind: 'level' });

export const FIELDS: readonly Field[] = [
  whole('shop', 'people', 'people', 1, 2000), whole('shop', 'presses', 'presses', 1, 500), number('shop', 'press_age_y', 'years', 0, 60), whole('shop', 'equip_presses', 'presses', 1, 500),
  number('shop', 'shifts_h_day', 'h_day', 1, 24), number('shop', 'days_year', 'days_year', 20, 366), number('shop', 'load_pct', '%', 5, 100), yes('shop', 'bottleneck'), yes('shop', 'hours_fall'),
  level('shop', 'sensor_level'), level('shop', 'it_level'),
  number('job', 'part_g', 'g', 0.01, 20_000), number('job', 'cycle_s', 's', 0.5, 900), whole('job', 'cavities', '', 1, 256), number('job', 'batch_parts', 'parts', 1, 1e8),
  number('job', 'changeovers_week', 'week', 0, 2000), number('job', 'changeover_h', 'h', 0, 48),
  number('wrong', 'scrap_pct', '%', 0, 60), number('wrong', 'stops_h_week', 'h_week', 0, 5000), number('wrong', 'claims_eur_year', 'eur_year', 0, 1e7), number('wrong', 'inspect_h_day', 'h_day', 0, 2000),
  number('prices', 'rate_eur_h', '€/h', 1, 500), number('prices', 'wage_eur_h', '€/h', 1, 200), number('prices', 'material_eur_kg', '€/kg', 0.05, 200), number('prices', 'energy_eur_kwh', '€/kWh', 0.01, 5), number('prices', 'kwh_per_kg', 'kWh/kg', 0.05, 20),
];

export type Draft = Partial<FirmFigures>;
export type Fault = 'missing' | 'low' | 'high' | 'whole';

/** What is wrong with a figure; null when it can be reckoned with. */
export function faultOf({ name, low, high, whole: wants, kind }: Field, draft: Draft): Fault | null {
  const value = draft[name];
  if (kind === 'yes') return typeof value === 'boolean' ? null : 'missing';
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'missing';
  if (value < low) return 'low';
  if (value > high) return 'high';
  return wants && !Number.isInteger(value) ? 'whole' : null;
}

export const missing = (draft: Draft): Field[] => FIELDS.filter((field) => faultOf(field, draft) === 'missing');
/** A firm that can be reckoned with, or null. */
export const complete = (draft: Draft): FirmFigures | null => (FIELDS.some((field) => faultOf(field, draft)) ? null : (draft as FirmFigures));

/** Which fields a doubt is about. */
export const DOUBTS = {
  no_time_left: ['load_pct', 'changeover_h', 'changeovers_week', 'stops_h_week'], batches: ['batch_parts', 'changeovers_week'],
  more_equipped: ['equip_presses'], bottleneck_idle: ['bottleneck', 'load_pct'],
} as const satisfies Record<string, readonly Name[]>;
