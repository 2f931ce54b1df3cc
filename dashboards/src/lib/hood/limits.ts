// Why data flows with limits or not at all, in the page's language.
import type { HealthView } from '../api';
import { cellTitle } from '../eyes/titles';
import { t, word } from '../i18n.svelte';
import { english } from '../refusal';

export type Limit = NonNullable<HealthView['limits']>[number];

/** One sentence; what a system says comes in English, marked as such. */
export function limit({ code, cell, state, why, day }: Limit): string {
  if (code === 'cell') return t('hood.limit.cell', { cell: cellTitle(cell ?? ''), state: word('state', state ?? 'never') });
  if (code === 'tls') return t('hood.limit.tls', { day: day ?? '' });
  if (code === 'broker') return t('hood.limit.broker');
  return t(`hood.limit.${code}`, { why: english(why ?? '') });
}
