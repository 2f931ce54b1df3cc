/** Groups of words, groups within groups, and single ones, that the frame and the hall say; `src/lib/parts-of-words.test.ts` finds what is missing here. */
export const FIRST = new Set([
  'age', 'alarm', 'app', 'banner', 'cause', 'cause_group', 'cell', 'defect', 'error', 'eyes.check', 'eyes.correct.kind', 'eyes.number', 'eyes.odd', 'eyes.promise', 'eyes.verdict', 'family', 'fault', 'field', 'finding', 'hall', 'hood.store', 'loading', 'market', 'none', 'origin',
  'phase', 'process', 'q', 'quality.level', 'refusal', 'sandbox', 'setting', 'shot', 'since', 'spc', 'state', 'theme', 'tour', 'unknown', 'wear',
]);
/** Is this key, or a group that it lies in, among them? */
export const isFirst = (key: string): boolean => key.split('.').some((_, at, parts) => FIRST.has(parts.slice(0, at + 1).join('.')));
