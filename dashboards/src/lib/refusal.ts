// Why something was refused, in the page's language: a code with what it is about, else the English sentence as such.
import type { RefusalView } from './api';
import { hasWord, language, number, t, word } from './i18n.svelte';

type Params = NonNullable<RefusalView['params']>;
type Param = Params[string];

// A parameter is named by what it is: so is its word.
const GROUPS: Record<string, string> = {
  fault: 'fault', faults: 'fault', setting: 'setting', settings: 'setting', market: 'market', field: 'field',
};
const PLACES = 3; // decimals that are told at most
const SECONDS = new Set(['wait']);

/** Words that come in English only, marked as such where the page speaks another language. */
export const english = (text: string): string => (language.current === 'en' ? text : t('error.english', { text }));

/** The refusal in the page's language. */
export function refused({ detail, code, params = {} }: RefusalView): string {
  if (!code || !hasWord('refusal', code)) return english(detail);
  return word('refusal', code, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(name, value, params)])));
}

function shown(name: string, value: Param, all: Params): string {
  if (Array.isArray(value)) return value.map((one) => shown(name, one, all)).join(', ') || t('none');
  if (typeof value === 'number') return number(SECONDS.has(name) ? Math.ceil(value) : value, decimals(SECONDS.has(name) ? 0 : value));
  if (typeof value === 'object') return value[language.current] ?? value.en ?? '';
  if (name === 'cell') return lent(value);
  if (name === 'why') return reason(value, all.fault);
  const group = GROUPS[name];
  return group ? word(group, value) : value;
}

/** A borrowed press by its name. */
const lent = (cell: string): string => { const number = /^sandbox-(\d+)$/.exec(cell)?.[1]; return number ? t('sandbox.named', { number }) : cell; };

const decimals = (value: number): number => Array.from({ length: PLACES + 1 }, (_, places) => places).find((places) => Number(value.toFixed(places)) === value) ?? PLACES;

/** Why a fault cannot be here has a word of its own; what a system says has not. */
const reason = (text: string, fault: Param | undefined): string =>
  typeof fault === 'string' && hasWord(`fault.${fault}`, 'not') ? word(`fault.${fault}`, 'not') : english(text);
