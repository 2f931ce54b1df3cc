/** Groups of words, and single ones, that the frame and the hall say; `src/lib/parts-of-words.test.ts` finds what is missing here. */
export const FIRST = new Set([
  'age', 'alarm', 'app', 'banner', 'cause', 'cause_group', 'cell', 'defect', 'error', 'eyes', 'family', 'fault', 'field', 'finding', 'hall', 'hood.store', 'loading', 'market', 'none', 'origin',
  'phase', 'process', 'q', 'quality', 'refusal', 'sandbox', 'setting', 'shot', 'since', 'spc', 'state', 'theme', 'tour', 'unknown', 'wear',
]);
