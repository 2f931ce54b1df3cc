// What was noted, in one line; and numbers as people type them.
import type { EntryView } from '../api';
import { measured, number, quantity, t, word } from '../i18n.svelte';
import { reason } from '../oee/oee';

const EXACT = 3; // decimals of what a person reads off a gauge

/** A number as it is typed, with a point or a comma; null where it is none. */
export function typed(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export function line({ kind, said }: EntryView): string {
  switch (kind) {
    case 'stop': return t('terminal.entry.stop', { reason: reason(String(said.reason)) });
    case 'scrap': return t('terminal.entry.scrap', { parts: number(Number(said.parts), 0), reason: reason(String(said.reason)) });
    case 'job': return t('terminal.entry.job', { job: String(said.job) });
    case 'release': return t(said.released ? 'terminal.entry.released' : 'terminal.entry.refused');
    case 'care': return said.done ? t('terminal.entry.care', { part: word('wear.part', String(said.part)) }) : t('terminal.entry.care_plan', { part: word('wear.part', String(said.part)), every: number(Number(said.every_shots), 0) });
    case 'measured': return t('terminal.entry.measured', { values: values(said.readings) });
  }
}
const values = (readings: EntryView['said'][string] | undefined): string =>
  readings !== null && typeof readings === 'object'
    ? Object.entries(readings).map(([name, value]) => `${quantity(name)} ${measured(value, name.endsWith('_g') ? 'g' : 'mm', EXACT)}`).join(', ')
    : '';

/** One more or one less of a count that is never below one. */
export const stepped = (count: number, by: number): number => Math.min(100_000, Math.max(1, count + by));
