// What something is called in the page's language; who names it in one language only is shown as he names it.
import { language } from './i18n.svelte';

interface Told { translations?: Record<string, Record<string, string>> }

/** `named(cell, 'title')`: reads the language, so what is derived from it follows a change. */
export const named = <T extends Told, K extends keyof T & string>(thing: T, key: K): T[K] =>
  (thing.translations?.[language.current]?.[key] as T[K] | undefined) ?? thing[key];
