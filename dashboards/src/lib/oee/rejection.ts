// Why a row of a sheet was not taken over, in the page's language.
import type { RejectionView } from '../api';
import { hasWord, number, word } from '../i18n.svelte';
import { english } from '../refusal';

const PLACES = 2;

export function rejection({ code, params, column, value, line, sentence }: RejectionView): string {
  if (!hasWord('import', code)) return english(sentence);
  const told = Object.entries(params).map(([name, one]) => [name, typeof one === 'number' ? number(one, Number.isInteger(one) ? 0 : PLACES) : one]);
  return word('import', code, { line, column: column ?? '', value: quoted(value), ...Object.fromEntries(told) });
}
const quoted = (value: string): string => `“${value}”`;
