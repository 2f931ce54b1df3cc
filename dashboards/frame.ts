// What every page needs is one file: on a telephone each further one costs a round trip. So is what is small and many
// import: a page of twelve files of half a kilobyte waits three times, because a browser keeps six connections.
import type { Rolldown } from 'vite';

type Modules = Rolldown.ChunkingContext;
const EVERYBODYS = /\/src\/lib\/[^/]+\.(ts|svelte)$|^\0virtual:(pages|words)$|^\0vite\/preload-helper|\/node_modules\/(svelte|esm-env|clsx)\//;
const OWN = /\/src\/lib\//, STYLE = /\?svelte&type=style/;
const MANY = 3, SMALL_CHARACTERS = 2500; // of compiled code, before it is made small

/** Does a module travel with the frame? Only when all that it imports does: the frame waits for no other file. */
function inFrame(id: string, modules: Modules, asked = new Set<string>()): boolean {
  if (STYLE.test(id)) return inFrame(id.split('?')[0]!, modules, asked);
  if (EVERYBODYS.test(id) || asked.has(id)) return true; // a circle is as good as what else lies in it
  asked.add(id);
  const told = modules.getModuleInfo(id);
  const shared = OWN.test(id) && told !== null && told.importers.length >= MANY && (told.code ?? '').length <= SMALL_CHARACTERS;
  return shared && told.importedIds.every((one) => inFrame(one, modules, asked));
}

export const frame: Rolldown.CodeSplittingGroup = { name: (id, modules) => (inFrame(id, modules) ? 'frame' : null) };

/** My firm and its road map show each other's parts: one file of scripts and one of looks instead of eight. What a firm is others keep too. */
export const firm: Rolldown.CodeSplittingGroup = { name: 'firm', test: /\/src\/lib\/(firm|roadmap)\/(?!store|fields)/ };

interface Chunk { type: string; imports?: string[] }

/** Files that import each other, from one of them back to it; null: there are none. */
export function circle(bundle: Record<string, Chunk>): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of bundle[file]?.imports ?? []) {
      const found = walk(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of Object.keys(bundle)) {
    const found = walk(file, []);
    if (found) return found;
  }
  return null;
}

/** Of two files that import each other one runs before what it needs is there: such a page is not built. */
export const circles = {
  name: 'circles',
  generateBundle(this: { error: (told: string) => never }, _: unknown, bundle: Record<string, Chunk>) {
    const found = circle(bundle);
    if (found) this.error(`These files import each other: ${found.join(' -> ')}. Nothing was built. Leave one of their modules out of its group in frame.ts.`);
  },
};
