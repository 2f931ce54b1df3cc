// What an instructor did, in words.
import type { TruthView } from '../api';
import { word } from '../i18n.svelte';

const GROUPS: Record<string, string> = { inject: 'fault', clear: 'fault', setting: 'setting' };

export function deed(entry: TruthView): string {
  const name = entry.deed ?? '';
  const told = Object.entries(entry.detail).filter(([, value]) => value !== null).map(([key, value]) => {
    if (key !== 'name') return `${word('detail', key)} ${key === 'shape' ? word('shape', String(value)) : value}`;
    return GROUPS[name] ? word(GROUPS[name], String(value)) : String(value);
  });
  return [word('deed', name), told.join(', ')].filter(Boolean).join(' ');
}
