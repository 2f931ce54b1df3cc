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
export const firm: Rolldown.CodeSplittingGroup = { name: 'firm', test: /\/src\/lib\/(firm|roadmap)\/(?!store)/ };
