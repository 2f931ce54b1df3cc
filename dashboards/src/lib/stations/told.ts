// Stations as the hub tells them: texts do not change while somebody looks, so each is asked for once a language.
import { get, type StationsView, type StationView } from '../api';

const kept = new Map<string, Promise<unknown>>();

function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = ask().catch((problem: unknown) => { kept.delete(key); throw problem; });
  kept.set(key, asked);
  return asked;
}

export const stations = (language: string): Promise<StationsView> => once(`/${language}`, () => get('/stations', { language }));
export const station = (name: string, language: string): Promise<StationView> =>
  once(`${name}/${language}`, () => get('/stations/{station}', { station: name, language }) as Promise<StationView>); // the hub leaves nothing out
/** For tests, and for who has changed a file. */
export const forget = (): void => kept.clear();

/** The first sentence of a text in HTML, as plain words. */
export function sentence(html: string): string {
  const plain = new DOMParser().parseFromString(html, 'text/html').body.textContent!.trim().replace(/\s+/g, ' ');
  return /^.*?[.?](?=\s|$)/.exec(plain)?.[0] ?? plain;
}
