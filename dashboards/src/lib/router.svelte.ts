// Which page is open. Pages are found by their place: every src/pages/*.svelte that exports `page`, written out there.
import type { Component } from 'svelte';
import type { Part } from './word-parts';
import type { Key } from './i18n.svelte';

export interface PageInfo {
  /** '/cell/:cell' opens at '#/cell/imm-1' with params { cell: 'imm-1' }. */
  path: string;
  title: Key;
  order: number;
  /** Listed in the navigation; `wide`: where there is room, not at the bottom of a phone. */
  nav?: boolean | 'wide';
  /** For who has signed in: one of these stands in the navigation, and all of them above each other. */
  teaches?: boolean;
  icon?: string;
  /** Shown without the frame around it: for a wall. */
  bare?: boolean;
  /** Says only words up to this part (`word-parts.ts`), so it waits for no other; without it for all. */
  words?: Exclude<Part, 'rest'>;
  /** Listed among the questions: the visitor's own words, and what a press must offer for the answer. */
  asks?: { group: AskGroup; question: Key; needs: Key };
}
export const GROUPS = ['running', 'part', 'wrong', 'cost', 'set'] as const;
export type AskGroup = (typeof GROUPS)[number];
export type Params = Record<string, string>;
// Pages differ in the params they take; the path of each says which.
export interface PageFile { page: PageInfo; load: () => Promise<{ default: Component<any> }> }

/** The params of `path` when it fits `pattern`. */
export function match(pattern: string, path: string): Params | null {
  const [want, have] = [pattern, path].map((text) => text.split('/').filter(Boolean)) as [string[], string[]];
  if (want.length !== have.length) return null;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(have[i]!);
    else if (part !== have[i]) return null;
  }
  return params;
}

/** Hash address of a page: `href('/cell/:cell', { cell: 'imm-1' })` is '#/cell/imm-1'. */
export function href(pattern: string, params: Params = {}, query: Record<string, string> = {}): string {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const rest = new URLSearchParams(query).toString();
  return `#${path}${rest ? `?${rest}` : ''}`;
}

const split = (hash: string) => {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  return { path: path || '/', query: new URLSearchParams(query) };
};

let here = $state.raw(split(location.hash));
window.addEventListener('hashchange', () => (here = split(location.hash)));

export const route = {
  get path() { return here.path; },
  get query() { return here.query; },
};

/** The page that is open, with its params; the first of all when nothing fits, which it says. */
export function open(pages: PageFile[], path: string): { file: PageFile; params: Params; lost?: boolean } {
  for (const file of pages) {
    const params = match(file.page.path, path);
    if (params) return { file, params };
  }
  return { file: pages[0]!, params: {}, lost: true };
}
