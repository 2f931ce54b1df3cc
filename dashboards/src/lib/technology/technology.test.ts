import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import Words from '../../pages/glossary.svelte';
import Map from '../../pages/technology-map.svelte';
import type { GlossaryView, TechnologiesView } from '../api';
import { terms } from '../glossary/words';
import { language } from '../i18n.svelte';
import { chosen, type Technology } from './choose';

const SECTORS: TechnologiesView['sectors'] = ['toys', 'packaging', 'automotive', 'household', 'cosmetics', 'medical', 'construction'];
const one = (technology: string, readiness: number, station: string | null, toys: number): Technology => ({
  technology, title: technology, what: 'what it is', readiness, ready: 'because', translations: { es: { title: `${technology} en español`, station_title: 'Los ojos' } }, station, station_title: station && 'The eyes',
  sectors: Object.fromEntries(SECTORS.map((sector) => [sector, { fit: sector === 'toys' ? toys : 1, why: `why ${sector}`, translations: {} }])),
});
const ALL = [one('drone', 6, null, 0), one('vision', 8, 'vision', 2), one('printing', 8, null, 3)];
const GLOSSARY: GlossaryView = {
  languages: ['en', 'es'], problems: [],
  terms: [{ term: 'sink_mark', words: { en: { word: 'sink mark', means: 'A hollow.' }, es: { word: 'rechupe', means: 'Un hueco.' } } }, { term: 'flash', words: { en: { word: 'flash', means: 'Plastic that gets out.' } } }],
};
const answer = (body: unknown) => vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body))));
afterEach(async () => { vi.unstubAllGlobals(); await language.use('en'); });
const clean = async (container: HTMLElement) =>
  expect((await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } })).violations.map((found) => found.id)).toEqual([]);

test('of a sector those that suit come first, and those that do not are left out', () => {
  const names = (choice: Parameters<typeof chosen>[1]) => chosen(ALL, choice).map(({ technology }) => technology);
  expect(names({ sector: '', least: 1, here: false })).toEqual(['drone', 'vision', 'printing']);
  expect(names({ sector: 'toys', least: 1, here: false })).toEqual(['printing', 'vision']);
  expect(names({ sector: 'construction', least: 8, here: true })).toEqual(['vision']);
});

test('the map says of each technology what it is, how ripe, for whom and why', async () => {
  answer({ technologies: ALL, sectors: SECTORS, problems: [] });
  await language.use('es');
  const { container } = render(Map);
  await screen.findByText('vision en español', { selector: 'strong' });
  expect(screen.getByRole('link', { name: 'Verla en la estación «Los ojos»' }).getAttribute('href')).toBe('#/station/vision');
  expect(screen.getAllByText('encaja casi siempre').length).toBeGreaterThan(0);
  await clean(container);
});

test('a word is found in any language, without accents', async () => {
  expect(terms(GLOSSARY.terms, 'RÉCHUPE', 'en').map(({ term }) => term)).toEqual(['sink_mark']);
  expect(terms(GLOSSARY.terms, '', 'en').map(({ term }) => term)).toEqual(['flash', 'sink_mark']);
  answer(GLOSSARY);
  const { container } = render(Words);
  await screen.findByRole('heading', { name: 'flash' });
  expect(screen.getByText('2 of 2 words')).toBeTruthy();
  await clean(container);
});

test('without words it says so', async () => {
  answer({ languages: [], terms: [], problems: [] });
  render(Words);
  await screen.findByText('There are no words here yet.');
});
