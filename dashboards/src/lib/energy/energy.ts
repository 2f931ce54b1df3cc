// Figures of energy as a page draws them: amounts with units, costs from the reader's own prices, points of the line.
import type { BoundsView, CellEnergyAnswer, EnergyView, EnergyWindow, FigureView } from '../api';
import { number, t, word } from '../i18n.svelte';
import type { Assumed } from './prices.svelte';

const HOUR_US = 3600e6, DAY_H = 24, YEAR_D = 365;
/** Less standing than this is ramping down, as the hub's analysis has it. */
const LITTLE_US = 300e6;
const SMALL = 0.1, LARGE = 100;

/** "12.4 kWh", and watt-hours where a kilowatt-hour would be a small number. */
export function kwh(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (value !== 0 && Math.abs(value) < SMALL) return `${number(value * 1000, Math.abs(value) < SMALL / 10 ? 2 : 1)}\u00a0Wh`;
  return `${number(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < LARGE ? 1 : 0)}\u00a0kWh`;
}
/** "2.91 kW", and watts where a kilowatt would be a small number. */
export const kw = (value: number | null | undefined): string =>
  value != null && value !== 0 && Math.abs(value) < SMALL ? `${number(value * 1000, 0)}\u00a0W` : `${number(value, value != null && Math.abs(value) < 10 ? 2 : 1)}\u00a0kW`;
export const perKg = (value: number | null | undefined): string => `${number(value, 3)}\u00a0kWh/kg`;
export const kg = (value: number | null | undefined): string => `${number(value, value != null && value < 10 ? 2 : value != null && value < LARGE ? 1 : 0)}\u00a0kg`;
export const euros = (value: number | null | undefined): string => `${number(value, value != null && Math.abs(value) < LARGE ? 2 : 0)}\u00a0€`;
/** Greenhouse gases of an amount of energy, grams where a kilogram is much. */
export const co2 = (value: number): string => (value < SMALL ? `${number(value * 1000, 0)}\u00a0g` : kg(value));
/** "5.6 h", and minutes below an hour. */
export const hours = (us: number): string => (us < HOUR_US ? `${number(us / 60e6, 0)}\u00a0min` : `${number(us / HOUR_US, us < 10 * HOUR_US ? 1 : 0)}\u00a0h`);
export const percent = (value: number | null | undefined, digits = 1): string => `${number(value == null ? null : value * 100, digits)}\u00a0%`;

/** Why there is no figure, in words; null where there is one. */
export const why = ({ value, why: key }: FigureView): string | null => (value === null ? word('energy.why', key ?? 'no_meter') : null);
/** "3 × the meter was silent for a while", the most frequent first; null where nothing was left out. */
export function leftOut(counts: Record<string, number>): string | null {
  const told = Object.entries(counts).sort(([a, many], [b, more]) => more - many || a.localeCompare(b));
  return told.length ? told.map(([key, count]) => t('energy.left-out.one', { count, why: word('energy.why', key) })).join(', ') : null;
}

export interface Idle { hour_kwh: number; day_kwh: number; year_kwh: number; basis_us: number }
/** What standing takes: an hour of it, a day and a year at the rate of the time that was metered; null where it is not known. */
export function idle({ standing, measured_us }: Pick<EnergyView, 'standing' | 'measured_us'>): Idle | null {
  if (standing.kw === null || standing.measured_us < LITTLE_US) return null;
  const day_kwh = (standing.kwh / (measured_us / HOUR_US)) * DAY_H;
  return { hour_kwh: standing.kw, day_kwh, year_kwh: day_kwh * YEAR_D, basis_us: measured_us };
}

export interface Cost { eur: number; co2_kg: number }
export const cost = (energy_kwh: number, { eur_kwh, kg_kwh }: Assumed): Cost => ({ eur: energy_kwh * eur_kwh, co2_kg: energy_kwh * kg_kwh });

export interface Point { kg_h: number; kw: number; at: EnergyWindow }
/** Windows of the line's mould from least throughput to most, as a chart wants them. */
export function points({ cell, counted }: Pick<CellEnergyAnswer, 'cell' | 'counted'>): Point[] {
  const length_h = (one: EnergyWindow) => (one.end_us - one.start_us) / HOUR_US;
  return counted
    .filter((one) => one.kg !== null && (cell.line === null || one.mould === cell.line.mould))
    .map((one) => ({ kg_h: one.kg! / length_h(one), kw: one.kwh / length_h(one), at: one }))
    .sort((a, b) => a.kg_h - b.kg_h);
}

export const bounds = ({ value, low, high }: BoundsView, said: (value: number) => string): { value: string; low: string; high: string } => ({ value: said(value), low: said(low), high: said(high) });

export interface Hour { hour_us: number; share: number | null; shots: number }
/** Shares of regrind, one for each hour, over its shots; null where none of them tells it. */
export function hourly(fed: CellEnergyAnswer['fed']): Hour[] {
  const found = new Map<number, { sum: number; told: number; shots: number }>();
  for (const { hour_us, share_pct, shots } of fed) {
    const one = found.get(hour_us) ?? { sum: 0, told: 0, shots: 0 };
    found.set(hour_us, { sum: one.sum + (share_pct ?? 0) * shots, told: one.told + (share_pct === null ? 0 : shots), shots: one.shots + shots });
  }
  return [...found].sort(([a], [b]) => a - b).map(([hour_us, { sum, told, shots }]) => ({ hour_us, share: told ? sum / told / 100 : null, shots }));
}
