// Figures of a firm in words. An estimate is told in two figures that can be believed, as the hub tells it in texts.
import type { EffectView } from '../api';
import { hasWord, number, t, word } from '../i18n.svelte';
import { timeBack } from '../payback';
import { rounded } from '../roadmap/euros';

export { euros } from '../roadmap/euros';

export const hours = (value: number): string => `${number(rounded(value), 0)}\u00a0h`;

/** A figure with as many decimals as it has, three at most. */
export const plain = (value: number): string => number(value, [0, 1, 2].find((digits) => Number(value.toFixed(digits)) === value) ?? 3);

const LONG_Y = 20; // beyond it nobody plans
/** How long until it has paid itself back, in the likely case. */
export function payback({ payback_months: months }: Pick<EffectView, 'payback_months'>): string {
  if (months === null) return t('firm.payback.never');
  if (months > 12 * LONG_Y) return t('firm.payback.long', { years: LONG_Y });
  return t('firm.payback.in', { time: timeBack(months) });
}

/** In how many of ten cases three years bring more than they cost; 69 % are not 7 of 10. */
export { inTen as ofTen } from '../roadmap/euros';

/** What is supposed: by the effect, by all of them, or of the costs. */
export const assumption = (effect: string, name: string): string =>
  word([`assume.${effect}`, 'assume.common', 'assume.cost'].find((group) => hasWord(group, name)) ?? `assume.${effect}`, name);

/** A unit that is a word is told in the page's language. */
export const unit = (name: string): string => (hasWord('firm.unit', name) ? word('firm.unit', name) : name);
/** Where a figure comes from. */
export const source = (told: string): string => (told === 'estimate' ? t('station.source.estimate') : told);
