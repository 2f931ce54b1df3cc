// Words, numbers and times in the visitor's language and the plant's time zone. A new language is one JSON file.
import { words as parts } from 'virtual:words';
import type en from '../i18n/en.json';
import { live } from './live.svelte';
import { type Part, PARTS } from './word-parts';

export type Key = keyof typeof en;
type Words = Record<string, string>;
type Params = Record<string, string | number>;

const OWN = 'en', REMEMBERED = 'sprue.language';

/** The language itself, else the one of its kin that is here: "es-MX" is answered in "es", "ca" in "ca-valencia". */
const spoken = (code: string) => (code in parts ? code : Object.keys(parts).find((own) => own.split('-')[0] === code.split('-')[0]));

let current = $state(OWN);
let wished = OWN;
let zone = $state('Europe/Madrid');

class Held { words = $state.raw<Words>({}); }
/** Each part is a signal of its own: one that comes later moves nothing that is shown. */
const held = Object.fromEntries(PARTS.map((part) => [part, new Held()])) as Record<Part, Held>;
const said = (key: string): string | undefined => held.first.words[key] ?? held.tour.words[key] ?? held.rest.words[key];

let far = 0; // the last part that was wanted
const coming = new Map<Part, Promise<void>>();
let asked = 0, latest: Promise<void>;

/** What was asked for last is shown, whichever comes first. */
async function taking(code: string, mine: number): Promise<void> {
  const found = await Promise.all(PARTS.slice(0, far + 1).map((part) => parts[code]![part]()));
  if (mine !== asked) return latest;
  PARTS.forEach((part, at) => { held[part].words = found[at]?.default ?? {}; });
  current = code;
  document.documentElement.lang = current;
}

function take(code: string): Promise<void> {
  wished = code;
  return (latest = taking(code, (asked += 1)));
}

/** A part that could not be fetched is asked for again by who needs it. */
function note(part: Part, come: () => Promise<void>): Promise<void> {
  far = Math.max(far, PARTS.indexOf(part));
  const noted = come().catch((problem: unknown) => { coming.delete(part); throw problem; });
  coming.set(part, noted);
  return noted;
}

export const language = {
  get current() { return current; },
  all: Object.keys(parts).sort(),
  /** Load and show a language; stays with the present one when it cannot be loaded. */
  async use(code: string) {
    await take(parts[code] ? code : OWN);
    localStorage.setItem(REMEMBERED, current);
  },
  /** The words of the present language up to a part. */
  upTo: (part: Part) => coming.get(part) ?? note(part, () => take(wished)),
  /** The language chosen last time, else the first that the browser asks for, else English, with its words up to a part. */
  start(part: Part = 'first') {
    const wanted = [localStorage.getItem(REMEMBERED) ?? '', ...navigator.languages].map(spoken);
    return note(part, () => language.use(wanted.find((code) => code) ?? OWN));
  },
};

/** Days and clocks follow the plant, not the visitor's computer. */
export const timeZone = {
  get current() { return zone; },
  set current(name: string) { zone = name; },
};

// A number and its unit stay on one line.
const UNIT = /\} (?=%|\{unit\})/g;
const fill = (text: string, params?: Params) => (params ? text.replace(UNIT, '}\u00a0').replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text);

export const t = (key: Key, params?: Params): string => fill(said(key) ?? '', params);

/** A word whose key is made at run time, such as `q.` and a quantity. Unknown names show as they are, readable. */
export const word = (group: string, name: string, params?: Params): string =>
  fill(said(`${group}.${name}`) ?? name.replace(/[_-]/g, ' '), params);
export const hasWord = (group: string, name: string): boolean => said(`${group}.${name}`) !== undefined;
/** All names that have a word in a group, in the order of the English file. */
export const names = (group: string): string[] => PARTS.flatMap((part) => Object.keys(held[part].words)).filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1));
/** A sentence that may begin with a filled-in word begins with a capital. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
/** The name of a quantity. */
export const quantity = (name: string): string => word('q', name);

// Plain English in Intl is American: months first and am/pm, which no European plant writes.
const locale = () => (current === 'en' ? 'en-GB' : current);
const kept = new Map<string, unknown>();
function keep<T>(key: string, make: () => T): T {
  const full = `${locale()} ${zone} ${key}`;
  if (!kept.has(full)) kept.set(full, make());
  return kept.get(full) as T;
}

const DIGITS: Record<string, number> = {
  '°C': 1, bar: 0, s: 2, 'cm³': 2, 'cm³/s': 1, kN: 0, mm: 2, g: 3, kW: 1, kWh: 3, '%': 1, 'l/min': 1, '1/min': 0, '': 0,
};
const LARGE = 10_000; // a meter that has counted so much is not read to the last decimal
/** Decimals worth showing in a unit. */
export const digitsOf = (unit: string, value: number | null | undefined = 0): number =>
  Math.abs(value ?? 0) >= LARGE ? 0 : DIGITS[unit] ?? 2;

const MINUS = '\u2212'; // as wide as a plus; the hyphen of most locales is not one
/** A number, or a dash when it was not measured. Thousands are marked from 1,000 on, as the hub does it: Spanish and Catalan would wait for 10,000. */
export function number(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const rounded = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value; // no "-0.0"
  return keep(`n${digits}`, () => new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: 'always' })).format(rounded).replace('-', MINUS);
}

/** A value with its unit, in the decimals worth showing. */
export const measured = (value: number | null | undefined, unit: string, digits = digitsOf(unit, value)): string =>
  unit ? `${number(value, digits)}\u00a0${unit}` : number(value, digits);

const STEPS: [seconds: number, unit: 'day' | 'hour' | 'minute' | 'second'][] = [[86_400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
const inSteps = (seconds: number) => {
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [1, 'second' as const];
  return { count: Math.floor(Math.max(seconds, 0) / size), unit };
};

/** "4 s", "12 min", "3 h". */
export function span(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–';
  const { count, unit } = inSteps(seconds);
  const short = { day: 'd', hour: 'h', minute: 'min', second: 's' }[unit];
  return `${number(count, 0)}\u00a0${short}`;
}

/** "now", "4 s ago", "hace 12 min". */
export function ago(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return t('age.never');
  return seconds < 2 ? t('age.now') : t('age.ago', { span: span(seconds) });
}

const when = (key: string, us: number, options: Intl.DateTimeFormatOptions) =>
  keep(key, () => new Intl.DateTimeFormat(locale(), { hourCycle: 'h23', timeZone: zone, ...options })).format(us / 1000);

/** Hours and minutes at the plant. */
export const clock = (us: number): string => when('clock', us, { hour: '2-digit', minute: '2-digit' });
export const clockSeconds = (us: number): string => when('seconds', us, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const year = (us: number) => when('year', us, { year: 'numeric' });
/** The year is said where it is another one than that of `nowUs`. */
const dated = (key: string, us: number, nowUs: number, options: Intl.DateTimeFormatOptions) =>
  year(us) === year(nowUs) ? when(key, us, options) : when(`${key} of a year`, us, { ...options, year: 'numeric' });
/** A day; an axis has no room for years and gives the moment itself as now. */
export const day = (us: number, nowUs = live.nowUs()): string => dated('day', us, nowUs, { weekday: 'short', day: 'numeric', month: 'short' });
export const dayAndTime = (us: number, nowUs = live.nowUs()): string => dated('both', us, nowUs, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const TODAY_US = 12 * 3600e6; // longer ago the day belongs to it

/** "since 14:05", "since 2 Nov, 14:05". */
export const since = (us: number, nowUs: number): string =>
  nowUs - us < TODAY_US ? t('hall.since', { time: clock(us) }) : t('since.day', { time: dayAndTime(us, nowUs) });

/** "3.4 kB". */
export function bytes(count: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(count, 1)) / 3));
  return `${number(count / 1000 ** power, power ? 1 : 0)}\u00a0${['B', 'kB', 'MB', 'GB'][power]}`;
}
