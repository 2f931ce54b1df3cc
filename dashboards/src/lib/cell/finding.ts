// A finding as a sentence: its numbers in the visitor's language, its quantities by their names.
import type { FindingView } from '../api';
import { dayAndTime, digitsOf, number, quantity, word } from '../i18n.svelte';

const COUNTS = new Set(['shots', 'base_shots', 'count', 'needs', 'taught', 'windows', 'share', 'base_share', 'every', 'left', 'earliest', 'latest']);
/** Where the word for a name is: what to check is said of a cause. */
const NAMED: Record<string, string> = { cause: 'cause', check: 'cause', defect: 'defect', steel: 'defect', rule: 'spc.rule', level: 'quality.level', part: 'wear.part', sign: 'wear.sign' };
/** What is a small number in its unit. */
const FINE: [ending: string, digits: number][] = [['_kwh_kg', 3], ['_kwh', 2], ['_kw', 3]];
const IN_UNIT = new Set(['value', 'median', 'before', 'after', 'limit', 'low', 'high']);

export function sentence({ analysis, key, numbers }: FindingView): string {
  const unit = typeof numbers.unit === 'string' ? numbers.unit : '';
  const told = typeof numbers.cause === 'string' ? { ...numbers, check: `${numbers.cause}.check` } : numbers;
  const said = Object.entries(told).map(([name, one]) => [name, say(name, one, unit)]);
  return word('finding', `${analysis}.${key}`, Object.fromEntries(said) as Record<string, string>);
}

function say(name: string, one: number | string | null, unit: string): string {
  if (typeof one === 'string') return name === 'quantity' ? quantity(one) : name in NAMED ? word(NAMED[name]!, one) : one;
  if (name.endsWith('_us') && one !== null) return dayAndTime(one);
  const whole = COUNTS.has(name) || (name === 'percent' && Number.isInteger(one)); // told no finer than it is known
  const fine = FINE.find(([ending]) => name.endsWith(ending));
  return number(one, whole ? 0 : fine ? fine[1] : IN_UNIT.has(name) ? digitsOf(unit) : 1);
}
