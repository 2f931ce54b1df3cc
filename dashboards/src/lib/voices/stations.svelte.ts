// The stations that voices and interests are about, with their titles in the page's language.
import { get } from '../api';
import { language } from '../i18n.svelte';

let titles = $state.raw<ReadonlyMap<string, string>>(new Map());

/** Ask for them again when the page speaks another language; without an answer slugs are shown, readable. Returns how to stop. */
export function askStations(): () => void {
  const asked = new AbortController();
  get('/stations', { language: language.current }, asked.signal).then(({ stations }) => (titles = new Map(stations.map((one) => [one.station, one.title]))), () => undefined);
  return () => asked.abort();
}

export const stations = { get all() { return [...titles.keys()]; } };

/** A station's title, else its slug, readable. */
export function station(slug: string): string {
  const told = titles.get(slug) ?? slug.replaceAll('-', ' ');
  return told.charAt(0).toUpperCase() + told.slice(1);
}
