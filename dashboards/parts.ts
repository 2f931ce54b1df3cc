// What a first visit need not wait for is a part of its own: each page, and the words that the hall does not say.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { PARTS, type Part, partOf } from './src/lib/word-parts';

const SRC = new URL('src/', import.meta.url).pathname;
const PAGE = /export const page: PageInfo = (\{[^]*?\});/;

const files = (folder: string, end: string) => readdirSync(join(SRC, folder)).filter((name) => name.endsWith(end)).map((name) => join(SRC, folder, name));
const told = (path: string) => PAGE.exec(readFileSync(path, 'utf-8'))?.[1];

/** `virtual:pages`: what each page says of itself, and how it is fetched. */
function pages(): string {
  const found = files('pages', '.svelte').map((path) => {
    const page = told(path);
    if (!page) throw new Error(`${path}: a page begins with \`export const page: PageInfo = {...};\`. Nothing was built.`);
    return `{ page: ${page}, load: () => import(${JSON.stringify(path)}) }`;
  });
  return `export const pages = [${found.join(', ')}].sort((a, b) => a.page.order - b.page.order);`;
}

const titles = () => new Set(files('pages', '.svelte').flatMap((path) => /title: '([^']+)'/.exec(told(path) ?? '')?.[1] ?? []));

/** `virtual:words`: of each language its parts. */
function words(): string {
  const one = (path: string) => {
    const name = basename(path, '.json');
    return `${JSON.stringify(name)}: { ${PARTS.map((part) => `${part}: () => import('virtual:words/${name}/${part}')`).join(', ')} }`;
  };
  return `export const words = { ${files('i18n', '.json').map(one).join(', ')} };`;
}

/** No line ends between a number and its unit. */
const UNIT = /([\d}]) (?=(?:%|€|K|°C|bar|mm²?|cm³|µm|kWh|kW|kg|g|s|h|min|MB|GB)(?![\p{L}\d'’]))/gu;

function wordsOf(name: string, part: Part): string {
  const all = JSON.parse(readFileSync(join(SRC, 'i18n', `${name}.json`), 'utf-8')) as Record<string, string>;
  const titled = titles(), of = (key: string) => (titled.has(key) ? 'first' : partOf(key));
  return `export default ${JSON.stringify(Object.fromEntries(Object.entries(all).filter(([key]) => of(key) === part).map(([key, text]) => [key, text.replace(UNIT, '$1\u00a0')])))};`;
}

const MADE: Record<string, () => string> = { 'virtual:pages': pages, 'virtual:words': words };
const WORDS = new RegExp(`^virtual:words/([\\w-]+)/(${PARTS.join('|')})$`);

export const parts: Plugin = {
  name: 'sprue-parts',
  resolveId: (id) => (id in MADE || WORDS.test(id) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith('\0virtual:')) return null;
    const name = id.slice(1), part = WORDS.exec(name);
    for (const path of [...files('i18n', '.json'), ...files('pages', '.svelte')]) this.addWatchFile(path);
    return part ? wordsOf(part[1]!, part[2] as Part) : (MADE[name]?.() ?? null);
  },
};

const FONTS = new URL('node_modules/source-sans/', import.meta.url).pathname;

/** The same type for the hub's paper, which knows no woff2, with its licence. */
export const fonts: Plugin = {
  name: 'sprue-fonts',
  apply: 'build',
  generateBundle() {
    for (const path of ['TTF/SourceSans3-Regular.ttf', 'TTF/SourceSans3-Semibold.ttf', 'LICENSE.md']) {
      this.emitFile({ type: 'asset', fileName: `fonts/${basename(path)}`, source: readFileSync(join(FONTS, path)) });
    }
  },
};

const WORTH = 1024; // bytes; smaller files travel in one packet either way

/** Beside each text a packed one, so that the hub packs nothing while visitors wait. Of what was written: other plugins change chunks until then. */
export const packed: Plugin = {
  name: 'sprue-packed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css|svg|json)$/.test(name))) {
      const path = join(dir!, fileName), source = readFileSync(path);
      if (source.length >= WORTH) writeFileSync(`${path}.gz`, gzipSync(source, { level: 9 }));
    }
  },
};
