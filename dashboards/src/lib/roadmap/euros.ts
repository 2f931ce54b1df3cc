// An estimate is not told to the euro: two figures that can be believed, as on the sheet.
import { number } from '../i18n.svelte';

/** As `rounded` of the hub. */
export function rounded(value: number): number {
  const size = Math.abs(value);
  const step = size < 100 ? 1 : size < 1000 ? 10 : size < 10_000 ? 100 : 500;
  return Math.round(value / step) * step;
}
export const euros = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : `${number(rounded(value), 0)}\u00a0€`);
