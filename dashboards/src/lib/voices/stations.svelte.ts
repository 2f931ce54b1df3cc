// The stations that voices and interests are about: those that the hub knows, else the ten of the open factory.
import { language, word } from '../i18n.svelte';

const KNOWN = ['sensors', 'pressure-curve', 'vision', 'mould-ar', 'spc-oee', 'energy', 'maintenance', 'cable-pull', 'security', 'quality-cost'];
type Titles = Record<string, string>;
let titles = $state.raw<Record<string, Titles>>({});

/** `[{ station, title }]`, a title as one word or by language. A hub without stations leaves things as they are. */
export async function askStations() {
  const told: unknown = await fetch('/api/v1/stations').then((answer) => (answer.ok ? answer.json() : null), () => null);
  const rows = Array.isArray(told) ? told : ((told as { stations?: unknown } | null)?.stations ?? []);
  if (!Array.isArray(rows)) return;
  const found = rows.flatMap((one: { station?: string; slug?: string; title?: string | Titles }) => {
    const slug = one.station ?? one.slug;
    return slug && one.title ? [[slug, typeof one.title === 'string' ? { [language.current]: one.title } : one.title] as const] : [];
  });
  if (found.length) titles = Object.fromEntries(found);
}

export const stations = { get all() { const told = Object.keys(titles); return told.length ? told : KNOWN; } };

/** A station's title, else its slug, readable. */
export function station(slug: string): string {
  const told = titles[slug]?.[language.current] ?? titles[slug]?.en ?? word('station', slug);
  return told.charAt(0).toUpperCase() + told.slice(1);
}
