// How figures of the report are said, and which days it is about.
import type { ReportCell, ReportPeriod, ReportTable } from '../api';
import { number, t, timeZone, word } from '../i18n.svelte';
import { station } from '../voices/stations.svelte';

export const UNITS = ['quarter', 'year', 'days'] as const;
export type Unit = (typeof UNITS)[number];
export const REST = 'rest';
/** Units that stand behind a number; of the others the words before it say what is counted. */
const BEHIND = ['min', 'of5'];
const DIGITS: Record<string, number> = { of5: 2 };

/** A figure with its unit, or why there is none. */
export function told(cell: ReportCell, unit: string): string {
  if (cell.value === null) return word('report', cell.state);
  const shown = number(cell.value, DIGITS[unit] ?? 0);
  return BEHIND.includes(unit) ? `${shown}\u00a0${word('report.unit', unit)}` : shown;
}

/** The name of a class. */
export const named = (table: ReportTable, name: string): string =>
  name === REST ? t('report.rest') : table.words === 'station' ? station(name) : word(table.words, name);

/** What the classes of a table are. */
export const kind = (table: ReportTable): string => word('report.of', table.words.split('.').at(-1)!);

/** A day of the calendar, such as 2026-11-29, as it is said. It is a day, not a moment: it has no time zone. */
export const longDay = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));

/** The plant's day of a moment. */
export const dayOf = (us: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: timeZone.current }).format(us / 1000);

const MONTHS = 3;
export function title(period: ReportPeriod, language: string): string {
  const [year = '', month = ''] = period.first.split('-');
  if (period.unit === 'quarter') return t('report.quarter', { quarter: Math.ceil(Number(month) / MONTHS), year });
  if (period.unit === 'year') return t('report.year', { year });
  return t('report.days', { first: longDay(period.first, language), last: longDay(period.last, language) });
}

/** Whether a table is shown. Of too few marks there is none: their number says it. */
export const worth = (table: ReportTable): boolean =>
  table.words === 'report.mark' ? table.rows.some((one) => Boolean(one.now.value) || Boolean(one.before.value)) : table.held || some(table.rows);

/** Whether classes are left out of which no row tells. */
export const unsaid = (table: ReportTable): boolean =>
  table.held && table.words !== 'report.mark' && table.rows.every((one) => one.name !== REST);

/** Whether there is anything in a table or among figures. */
export const some = (cells: readonly { now: ReportCell; before: ReportCell }[]): boolean =>
  cells.some((one) => [one.now, one.before].some((cell) => cell.state === 'few' || cell.state === 'others' || Boolean(cell.value)));
