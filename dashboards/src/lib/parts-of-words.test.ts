import { expect, test } from 'vitest';
import { isFirst } from '../first-words';
import en from '../i18n/en.json';
import { pages } from './pages';

const RAW = import.meta.glob<string>(['../**/*.{ts,svelte}', '!../**/*.test.ts'], { query: '?raw', eager: true, import: 'default' });
const SOURCES = new Map(Object.entries(RAW).map(([path, source]) => [new URL(path, 'file:///src/lib/').pathname, source]));
const GROUPS = new Set(Object.keys(en).map((key) => key.split('.')[0]!));
/** What words begin with whose key is made at run time: `word('eyes.check', name)`. */
const STEMS = new Set(Object.keys(en).flatMap((key) => key.split('.').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('.')).slice(1)));
const TITLES = new Set<string>(pages.map(({ page }) => page.title));
const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'/g;

/** All that a file imports, and what these import; not what is fetched later. */
function together(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name] of SOURCES.get(path)!.matchAll(IMPORT)) {
    const found = ['', '.ts', '.svelte.ts'].map((end) => new URL(name! + end, `file://${path}`).pathname).find((one) => SOURCES.has(one));
    if (found) together(found, seen);
  }
  return seen;
}

/** Keys, and groups of keys that are made at run time. */
const said = (path: string) => [...SOURCES.get(path)!.matchAll(/['`]([a-z][\w-]*)(?:\.[\w.$`{}-]*)?['`]/g)].map(([whole, group]) => ({ key: whole.slice(1, -1), group: group! }));

test('the frame and the pages that come early say words of the first part only', () => {
  const early = pages.filter(({ page }) => page.early).map(({ page }) => `/src/pages/${page.path === '/' ? 'hall' : page.path.slice(1)}.svelte`);
  const files = new Set(['/src/App.svelte', ...early].flatMap((path) => [...together(path)]));
  expect(files.size).toBeGreaterThan(20);
  const late = [...files].flatMap((path) => said(path).filter(({ key, group }) => GROUPS.has(group) && !isFirst(key) && !TITLES.has(key) && (key in en || STEMS.has(key) || key.endsWith('.') || key.includes('${'))).map(({ key }) => `${path}: ${key}`));
  expect(late).toEqual([]);
});
