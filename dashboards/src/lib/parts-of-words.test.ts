import { expect, test } from 'vitest';
import en from '../i18n/en.json';
import { PARTS, type Part, partOf } from './word-parts';
import { pages } from './pages';

const RAW = import.meta.glob<string>(['../**/*.{ts,svelte}', '!../**/*.test.ts'], { query: '?raw', eager: true, import: 'default' });
const SOURCES = new Map(Object.entries(RAW).map(([path, source]) => [new URL(path, 'file:///src/lib/').pathname, source]));
const GROUPS = new Set(Object.keys(en).map((key) => key.split('.')[0]!));
/** What words begin with whose key is made at run time: `word('eyes.check', name)`. */
const STEMS = new Set(Object.keys(en).flatMap((key) => key.split('.').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('.')).slice(1)));
const TITLES = new Set<string>(pages.map(({ page }) => page.title));
const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'/g;
/** A part of a page that is shown when the words up to a part are there; others (Later.svelte) wait for all of them. */
const LATER = /import\('(\.[^']+)'\)} words="(\w+)"/g;
const found = (name: string, from: string) => ['', '.ts', '.svelte.ts'].map((end) => new URL(name + end, `file://${from}`).pathname).find((one) => SOURCES.has(one));
const later = () => [...SOURCES].flatMap(([path, source]) => [...source.matchAll(LATER)].map(([, name, part]) => ({ file: found(name!, path)!, part: part! })));

/** All that a file imports, and what these import. */
function together(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name] of SOURCES.get(path)!.matchAll(IMPORT)) {
    const file = found(name!, path);
    if (file) together(file, seen);
  }
  return seen;
}

/** Keys, and groups of keys that are made at run time; what a page tells of itself is said elsewhere. */
const said = (path: string) => [...SOURCES.get(path)!.replace(/export const page: PageInfo = .*/, '').matchAll(/['`]([a-z][\w-]*)(?:\.[\w.$`{}-]*)?['`]/g)].map(([whole, group]) => ({ key: whole.slice(1, -1), group: group! }));
const fileOf = (path: string) => `/src/pages/${path === '/' ? 'hall' : path.split('/')[1]}.svelte`;
const roots = (part: Part) => [...pages.filter(({ page }) => page.words === part).map(({ page }) => fileOf(page.path)), ...later().filter((one) => one.part === part).map(({ file }) => file)];

test.each<[Part, string[], number]>([['first', ['/src/App.svelte'], 20], ['tour', [], 50]])(
  'what waits for the words of the %s part only says no later ones',
  (part, own, atLeast) => {
    const files = new Set([...own, ...roots(part)].flatMap((path) => [...together(path)]));
    expect(files.size).toBeGreaterThan(atLeast);
    const late = (key: string) => PARTS.indexOf(partOf(key)) > PARTS.indexOf(part);
    const tooLate = [...files].flatMap((path) => said(path).filter(({ key, group }) => GROUPS.has(group) && late(key) && !TITLES.has(key) && (key in en || STEMS.has(key) || key.endsWith('.') || key.includes('${'))).map(({ key }) => `${path}: ${key}`));
    expect(tooLate).toEqual([]);
  },
);
