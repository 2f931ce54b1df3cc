// A group's language for a while, and the house's own again afterwards; everything of a visitor forgotten.
import { post, remove } from '../api';
import { firm } from '../firm/store.svelte';
import { language } from '../i18n.svelte';
import { forget, read, write } from './device';

const HOUSE = 'sprue.house';

/** Speak another language; what was spoken before is the house's. */
export async function speak(code: string) {
  if (read(HOUSE) === null) write(HOUSE, language.current);
  if (code !== language.current) await language.use(code);
}

/** Speak the house's language again. */
export async function speakOwn() {
  const own = read<string>(HOUSE);
  localStorage.removeItem(HOUSE);
  if (own !== null && own !== language.current) await language.use(own);
}

/** Whoever held this device is forgotten here, and what he had borrowed goes back. A hub that is away changes nothing of that. */
export async function clean() {
  const own = read<string>(HOUSE) ?? language.current;
  forget();
  firm.forget(); // also what only this window keeps
  await speakOwn();
  localStorage.setItem('sprue.language', own);
  await remove('/sandbox').catch(() => undefined);
  await post('/mine/leave').catch(() => undefined); // whoever comes next neither sees nor deletes what he left
  await post('/tour/leave').catch(() => undefined);
}
