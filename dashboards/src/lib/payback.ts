// How long until money is back, told alike on every page and, by the hub, on paper.
import { number, t } from './i18n.svelte';

const IN_YEARS = 24; // months; from there on nobody counts them

/** "1 month", "7 months", "2.5 years": whole months, one at least, and from two years on years. */
export function timeBack(months: number): string {
  const whole = Math.max(1, Math.round(months));
  if (whole >= IN_YEARS) return t('payback.years', { years: number(months / 12, 1) });
  return whole === 1 ? t('payback.month') : t('payback.months', { months: number(whole, 0) });
}
