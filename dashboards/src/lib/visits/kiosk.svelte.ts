// That this tab is a kiosk; it stays one on every page until the tab is closed.
import { IDLE_S } from './idle';

const KEPT = 'sprue.kiosk';
const kept = Number(sessionStorage.getItem(KEPT) ?? 0);
let idle_s = $state(kept > 0 ? kept : 0);

export const kiosk = {
  get on() { return idle_s > 0; },
  get idle_s() { return idle_s || IDLE_S; },
  be(seconds: number) {
    idle_s = seconds;
    sessionStorage.setItem(KEPT, String(seconds));
  },
};
