// The plant's name, time zone and pace, asked for until the hub answers.
import { type PlantView, get } from './api';
import { timeZone } from './i18n.svelte';

let known = $state.raw<PlantView | null>(null);
export const plant = { get view() { return known; } };

/** Ask now and every minute; a hub that is not up yet is asked again after two seconds. Returns how to stop. */
export function followPlant(): () => void {
  let again: ReturnType<typeof setTimeout>;
  const ask = () => get('/plant').then(
    (view) => { known = view; timeZone.current = view.timezone; again = setTimeout(ask, 60_000); },
    () => { again = setTimeout(ask, 2000); }, // the banner already says that the hub is away
  );
  void ask();
  return () => clearTimeout(again);
}
