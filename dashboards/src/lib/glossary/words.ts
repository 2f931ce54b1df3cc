// Words by what somebody looks for, in whatever language he types it.
import type { GlossaryView } from '../api';

type Term = GlossaryView['terms'][number];

/** Accents and capitals make no difference to who looks for a word. */
export const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Terms in which the text occurs in any language, ordered by the word of one. */
export function terms(all: readonly Term[], wanted: string, language: string): Term[] {
  const text = bare(wanted.trim());
  const has = ({ term, words }: Term) => !text || bare(term.replaceAll('_', ' ')).includes(text) || Object.values(words).some(({ word, means }) => bare(word).includes(text) || bare(means).includes(text));
  const key = ({ term, words }: Term) => words[language]?.word ?? words.en?.word ?? term;
  return all.filter(has).sort((a, b) => key(a).localeCompare(key(b), language));
}
