/** The words of a language come in parts: those of the frame and the hall, those of the tour, and the rest. */
export const PARTS = ['first', 'tour', 'rest'] as const;
export type Part = (typeof PARTS)[number];

/** Groups of words, groups within groups, and single ones, that pages of a part say beside those of the parts before; `parts-of-words.test.ts` finds what is missing here. */
const SAID: Partial<Record<Part, Set<string>>> = {
  first: new Set([
    'age', 'alarm', 'app', 'banner', 'cause', 'cause_group', 'cell', 'defect', 'error', 'eyes.check', 'eyes.correct.kind', 'eyes.number', 'eyes.odd', 'eyes.promise', 'eyes.verdict', 'family', 'fault', 'field', 'finding', 'hall', 'hood.store', 'loading', 'market', 'none', 'origin',
    'phase', 'process', 'q', 'quality.level', 'refusal', 'sandbox', 'setting', 'shot', 'since', 'spc', 'state', 'theme', 'tour', 'unknown', 'wear',
  ]),
  tour: new Set(['assume', 'callout', 'firm', 'payback', 'roadmap', 'station', 'stations', 'visit']),
};

/** The part that brings a word. */
export const partOf = (key: string): Part => PARTS.find((part) => key.split('.').some((_, at, names) => SAID[part]?.has(names.slice(0, at + 1).join('.')))) ?? 'rest';
