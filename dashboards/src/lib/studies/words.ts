// A reading in words: numbers in the decimals worth showing, by what their name ends with.
import type { StudyView } from '../api';
import { digitsOf, hasWord, measured, number, t, word } from '../i18n.svelte';

export type Reading = NonNullable<StudyView['reading']>;
export type Said = Reading['says'][number];
export type Point = StudyView['points'][number];
export type Figure = Reading['numbers'][number];

const SHORT_S = 3; // below it a hundredth of a second counts
const PLACES: [ending: string, places: number][] = [['speed_pct', 0], ['bar', 0], ['_c', 1], ['_pct', 1], ['_1_h', 0], ['steps', 0], ['cavity', 0]];
/** What stands in a sentence by name and has a word of its own. */
const NAMED: Record<string, string> = { spoils: 'study.seen', section: 'study.pressure_drop.number' };

const places = (name: string, value: number): number =>
  name.endsWith('_s') ? (Math.abs(value) < SHORT_S ? 2 : 1) : PLACES.find(([ending]) => name.endsWith(ending))?.[1] ?? (Number.isInteger(value) ? 0 : 1);

const decimals = (unit: string, value: number): number => (unit === 's' ? places('_s', value) : unit === 'bar·s' ? 0 : digitsOf(unit, value));

const shown = (name: string, value: string | number): string =>
  typeof value === 'number' ? number(value, places(name, value)) : NAMED[name] ? word(NAMED[name], value) : value;

/** A sentence of a study: what is said, or why something cannot be told. */
export function sentence(study: string, kind: 'say' | 'cannot', { key, params }: Said): string {
  return word(`study.${study}.${kind}`, key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(name, value)])));
}

/** A value of an axis or a column: a word where it stands for one. */
export function valueOf(name: string, unit: string, value: number | string, told = ''): string {
  if (told && hasWord('study.place', told)) return word('study.place', told);
  if (typeof value === 'string') return hasWord('study.seen', value) ? word('study.seen', value) : word('study.place', value);
  return name === 'cavity' ? number(value, 0) : measured(value, unit, decimals(unit, value));
}

/** A number with its interval. */
export function figure({ value, unit, low, high }: Figure): { value: string; between: string | null } {
  const digits = decimals(unit, value);
  const between = low === null || high === null ? null : t('study.between', { low: number(low, digits), high: number(high, digits), unit }).trim();
  return { value: measured(value, unit, digits), between };
}

/** The picture for those who cannot see it. */
export function described(plot: Reading['plot']): string {
  const [x, y] = [word('study.axis', plot.x.name), word('study.axis', plot.y.name)];
  if (plot.kind === 'map') return t('study.plot.map', { x, y, good: plot.dots.filter((dot) => dot.word === 'good').length, steps: plot.dots.length });
  const [first, last] = [plot.dots[0], plot.dots.at(-1)];
  if (!first || !last) return '';
  const at = (dot: typeof first) => ({ x: valueOf(plot.x.name, plot.x.unit, dot.x, dot.word), y: valueOf(plot.y.name, plot.y.unit, dot.y) });
  return t('study.plot.words', { x, y, steps: plot.dots.length, x0: at(first).x, y0: at(first).y, x1: at(last).x, y1: at(last).y });
}

/** Lines across the plot that are known beside the points: what the press can do, the ends of a tolerance. */
export function limits(view: StudyView): { value: number; word: 'limit' | 'tolerance' }[] {
  const { limit_bar, nominal_mm, tolerance_mm } = view.facts;
  if (view.study === 'pressure_drop') return limit_bar === undefined ? [] : [{ value: limit_bar, word: 'limit' }];
  if (nominal_mm === undefined || tolerance_mm === undefined) return [];
  return [nominal_mm - tolerance_mm, nominal_mm + tolerance_mm].map((value) => ({ value, word: 'tolerance' }));
}

/** Points as a file that the same page reads again: a column each, units in their names. */
export function csv(points: readonly Point[]): string {
  const columns = Object.keys(points[0] ?? {});
  return [columns, ...points.map((point) => columns.map((name) => point[name] ?? ''))].map((row) => row.join(',')).join('\r\n') + '\r\n';
}
