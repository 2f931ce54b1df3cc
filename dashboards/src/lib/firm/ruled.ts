// Where an answer of the self-assessment counts instead of a figure of the firm, as the hub has it (`roadmap/assessment.py`).
import type { RoadMapAssessment } from '../api';
import type { Draft, Name } from './fields';

/** The question whose answer counts, and the answer's words. */
export interface Ruled { question: string; answer: string }

/** By figure: what counts instead; nothing where the answer says the same. */
export function ruled(asked: RoadMapAssessment | null, answers: Record<string, string>, draft: Draft): Partial<Record<Name, Ruled>> {
  const found: Partial<Record<Name, Ruled>> = {};
  for (const { question, sets, answers: choices } of asked?.questions ?? []) {
    const given = choices.find(({ answer }) => answer === answers[question]);
    if (sets && given && given.level !== draft[sets]) found[sets] = { question, answer: given.words };
  }
  return found;
}
