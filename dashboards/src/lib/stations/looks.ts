// What of a page stands on a station: files of essence/, named as the page's address begins and, where one page has
// several, as what is pointed at: `hood-counters.svelte`.
import type { Component } from 'svelte';

export interface LookProps extends Record<string, unknown> { cell: string; query: URLSearchParams }
type Look = () => Promise<{ default: Component<LookProps> }>;
const FILES = import.meta.glob<{ default: Component<LookProps> }>('./essence/*.svelte');
const ANY = 'cell';

/** The look of `/process/imm-1` is essence/process.svelte; a page without one shows the curve of its cell. */
export function looks(path: string, point = ''): Look {
  const page = path.split(/[/?]/)[1] || ANY;
  return [`${page}-${point}`, page, ANY].flatMap((name) => FILES[`./essence/${name}.svelte`] ?? [])[0]!;
}
export const queryOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1] ?? '');
