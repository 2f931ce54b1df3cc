// What stations are called and tell, in the page's language, asked for when somebody looks.
import { type StationCard, type StationView, get } from '../api';
import { language, t, word } from '../i18n.svelte';
import { stations } from '../stations/told';
import { MY_FIRM } from './clock';
import type { Language } from './own.svelte';

let cards = $state.raw<{ language: string; all: StationCard[] }>({ language: '', all: [] });

/** Ask again when the language has changed; call it in an effect. */
export function nameStations() {
  const now = language.current;
  stations(now).then((found) => { if (now === language.current) cards = { language: now, all: found.stations }; }, () => undefined); // asked again with the next change
}

/** A stop's name; before it is known its slug, readable. */
export const stopTitle = (slug: string): string =>
  slug === MY_FIRM ? t('tour.my-firm') : (cards.all.find((one) => one.station === slug)?.title ?? word('tour.stop', slug));

export const tell = (station: string, code: string, signal?: AbortSignal): Promise<StationView> => get('/stations/{station}', { station, language: code as Language }, signal) as Promise<StationView>; // the hub leaves nothing out

/** The first words of a section, for those who read from three metres. */
export function opening(html: string | undefined, most = 320): string {
  const told = new DOMParser().parseFromString(html ?? '', 'text/html').querySelector('p')?.textContent?.trim() ?? '';
  if (told.length <= most) return told;
  const end = told.slice(0, most).lastIndexOf('. ');
  return end > 40 ? told.slice(0, end + 1) : `${told.slice(0, told.lastIndexOf(' ', most))} …`;
}

const BROKEN = new Set(['break', 'caught']); // steps that are about a press in visitors' hands
const IN_HAND = '/sandbox'; // the page of whoever holds the device; a wall holds none

function placeOf(station: StationView, step: string, press: string | null): string {
  const place = { problem: '/cell/{cell}', see: station.see.page, break: '/cell/{cell}', caught: station.caught.page, mine: `/station/${station.station}?step=mine` }[step] ?? '/';
  return press && BROKEN.has(step) && place === IN_HAND ? '/cell/{cell}' : place;
}

/** The page that shows a step, for a frame on the wall; of a press that is broken it is the group's own, once it has one. */
export function livePage(station: StationView, step: string, press: string | null = null): string {
  const page = placeOf(station, step, press).replaceAll('{cell}', (BROKEN.has(step) && press) || station.cell);
  return `#${page}${page.includes('?') ? '&' : '?'}wall=1`;
}

/** Which press stands on the wall where visitors might take it for their own; null where it shows none such. */
export const pressShown = (station: StationView, step: string, press: string | null): string | null =>
  BROKEN.has(step) && !station.breaks.deed.trespass && placeOf(station, step, press).includes('{cell}') ? press ?? station.cell : null;

const LOOKS = 20, LOOK_MS = 400;

/** In a frame of ours: bring what is to be looked at into sight, and keep it there while what stands above it still comes. */
export function pointed(frame: Element, name: string | undefined, looks = LOOKS) {
  const page = frame instanceof HTMLIFrameElement ? frame.contentDocument : null;
  if (!name || !page || looks < 1) return;
  page.querySelector(`[data-tour="${CSS.escape(name)}"]`)?.scrollIntoView({ block: 'start' });
  setTimeout(() => pointed(frame, name, looks - 1), LOOK_MS);
}
