// The few words that visitors choose from, in the order in which they are offered.
import type { SplitView } from '../api';
import { number, t, word } from '../i18n.svelte';

export const KINDS = ['feedback', 'question', 'proposal', 'intention', 'deed'] as const;
export type VoiceKind = (typeof KINDS)[number];
export const PLANS = ['this_year', 'later', 'no'] as const;
export const SECTORS = ['toys', 'packaging', 'automotive', 'household', 'cosmetics', 'electrical', 'medical', 'construction', 'footwear', 'moulds', 'machinery', 'services', 'education', 'other'] as const satisfies readonly SplitView['told'][number]['sector'][];
export const SIZES = ['micro', 'small', 'medium', 'large'] as const;
export const SIDES = ['look', 'offer'] as const;
export const FIRM_KINDS = ['firm', 'supplier', 'consultant', 'institute'] as const;
export const MOST = 1000; // characters
export const MOST_SHORT = 120;

/** "toys 5, packaging 4, other sectors 3": as far as it may be told. */
export function sectors(split: SplitView): string {
  const told = split.told.map((one) => `${word('sector', one.sector)} ${number(one.firms, 0)}`);
  if (split.rest === null) told.push(t(told.length ? 'sectors.rest.few' : 'sectors.few'));
  else if (split.rest > 0) told.push(t('sectors.rest', { firms: number(split.rest, 0) }));
  return told.join(', ');
}
