// The stations that voices and interests are about, with their titles in the page's language.
import { language } from '../i18n.svelte';
import { stations as told } from '../stations/told';

let titles = $state.raw<ReadonlyMap<string, string>>(new Map());

/** Ask for them again when the page speaks another language; without an answer slugs are shown, readable. Returns how to stop. */
export function askStations(): () => void {
  let wanted = true;
  told(language.current).then((found) => { if (wanted) titles = new Map(found.stations.map((one) => [one.station, one.title])); }, () => undefined);
  return () => { wanted = false; };
}

export const stations = { get all() { return [...titles.keys()]; } };

/** A station's title, else its slug, readable. */
export function station(slug: string): string {
  const told = titles.get(slug) ?? slug.replaceAll('-', ' ');
  return told.charAt(0).toUpperCase() + told.slice(1);
}
