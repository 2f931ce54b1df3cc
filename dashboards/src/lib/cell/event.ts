// What happened at a cell, in words: its own word, that of the quantity or alarm, else what the machine said.
import type { EventView } from '../api';
import { hasWord, quantity, word } from '../i18n.svelte';
import { english } from '../refusal';

const MODES = ['OTHER', 'AUTOMATIC', 'SEMI_AUTOMATIC', 'MANUAL', 'SETUP', 'SLEEP']; // OPC 40083, by number

export function called({ what, name, text }: EventView): string {
  const own = `${what}.${name}`;
  if (hasWord('event', own)) return word('event', own, { value: valueOf(name, text) });
  if (hasWord('q', name)) return quantity(name);
  return hasWord('alarm', name) || !text ? word('alarm', name) : english(text);
}

/** A note says its name and then what it is about: `shift_late`, `job_41563`. */
function valueOf(name: string, text: string): string {
  const value = text.startsWith(`${name}_`) ? text.slice(name.length + 1) : text;
  return hasWord(name, value) ? word(name, value) : value;
}

/** A mode is told by its name in the standard; others are told as they are. */
export const mode = (name: string): string => (MODES.includes(name) ? word('mode', String(MODES.indexOf(name))) : name);
