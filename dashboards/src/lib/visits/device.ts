// What this device keeps of whoever holds it, and how it is forgotten: for the next group, and at a kiosk.
const OURS = 'sprue.';
/** The device's own, whoever holds it. */
const STAYS = new Set(['sprue.theme', 'sprue.house', 'sprue.tablet', 'sprue.kiosk']);

/** Everything of ours but what is the device's own. */
export function forget() {
  for (const store of [localStorage, sessionStorage]) for (const key of Object.keys(store)) if (key.startsWith(OURS) && !STAYS.has(key)) store.removeItem(key);
}

export function read<T>(key: string, store: Storage = localStorage): T | null {
  try { return JSON.parse(store.getItem(key) ?? 'null') as T | null; } catch { return null; }
}

export const write = (key: string, value: unknown, store: Storage = localStorage) => store.setItem(key, JSON.stringify(value));

/** A tablet of the house or a kiosk: somebody else holds it next, and it forgets whoever held it. */
export const handedOn = (): boolean => read<{ house: boolean }>('sprue.tablet')?.house === true || sessionStorage.getItem('sprue.kiosk') !== null;

/** Within another page, such as the wall's: what is around it decides. */
export const within = (): boolean => window.self !== window.top;
