// What the hall needs of all cells beyond the live stream: the last shots, those that stand out, parts that the eyes reject.
import { type DriftView, type ListedInspection, type ShotView, type Standout, get } from '../api';
import { live } from '../live.svelte';

export const SHOTS = 40;
const LOOK_AGAIN_MS = 60_000;
const HOURS = 1;
const REJECTS_MS = 10_000; // so often at most, however fast parts are looked at
const REJECTS = 20;
const DRIFTS_MS = 5000;
const DRIFTS = 20;

class Recent {
  shots = $state.raw<Record<string, ShotView[]>>({});
  standouts = $state.raw<Record<string, Standout[]>>({});
  /** Of the last hour, newest first. */
  rejects = $state.raw<ListedInspection[]>([]);
  /** Alarms of the process that go on, newest first. */
  drifts = $state.raw<DriftView[]>([]);
  #came = $state.raw<Record<string, number>>({});
  #known = new Set<string>();
  #asked = new Map<string, string>(); // by cell: which alarms
  #inspected = -1;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** Keep both up to date; call inside an effect-free place and stop with what it returns. */
  follow(): () => void {
    const timer = setInterval(() => void this.#lookAll(), LOOK_AGAIN_MS);
    const process = setInterval(() => void this.#lookAtDrifts(), DRIFTS_MS);
    void this.#lookAtDrifts();
    return () => { clearInterval(timer); clearInterval(process); clearTimeout(this.#resting); this.#resting = undefined; };
  }

  /** Take the newest shot of each cell; a cell met for the first time is asked for its last ones. */
  notice() {
    const inspected = live.health?.eyes.inspected ?? 0;
    if (inspected !== this.#inspected && !this.#resting) { this.#inspected = inspected; void this.#lookAtRejects(); }
    for (const { cell, last_shot, active_alarms } of live.cells) {
      if (active_alarms.length) void this.#dates(cell, active_alarms);
      else this.#asked.delete(cell);
      if (!this.#known.has(cell)) { this.#known.add(cell); void this.#load(cell); void this.#look(cell); }
      else if (last_shot) this.#add(cell, last_shot);
    }
  }

  /** When an alarm that is still there came; null while it is being asked for. */
  cameUs(cell: string, alarm: string): number | null { return this.#came[`${cell} ${alarm}`] ?? null; }

  async #dates(cell: string, alarms: string[]) {
    const asked = `${cell} ${alarms.join(' ')}`;
    if (this.#asked.get(cell) === asked) return;
    this.#asked.set(cell, asked);
    try {
      const events = await get('/events', { cell, limit: 50 });
      const came = alarms.flatMap((alarm) => {
        const newest = events.filter((event) => event.what === 'alarm' && event.name === alarm && event.active).sort((a, b) => b.measured_us - a.measured_us)[0];
        return newest ? [[`${cell} ${alarm}`, newest.measured_us] as const] : [];
      });
      this.#came = { ...this.#came, ...Object.fromEntries(came) };
    } catch { this.#asked.delete(cell); } // the next live message tries again
  }

  #add(cell: string, shot: ShotView) {
    const had = this.shots[cell] ?? [];
    if (had.at(-1)?.id === shot.id) return;
    this.shots = { ...this.shots, [cell]: [...had, shot].slice(-SHOTS) };
  }

  async #load(cell: string) {
    try {
      const newestFirst = await get('/cells/{cell}/shots', { cell, limit: SHOTS });
      this.shots = { ...this.shots, [cell]: newestFirst.toReversed() };
    } catch { this.#known.delete(cell); } // the next live message tries again
  }

  async #look(cell: string) {
    try {
      const found = await get('/cells/{cell}/standouts', { cell, hours: HOURS, limit: 5 });
      this.standouts = { ...this.standouts, [cell]: found }; // of now: others have come meanwhile
    } catch { this.standouts = { ...this.standouts, [cell]: [] }; } // looked for again in a minute; the banner tells of a lost hub
  }

  async #lookAtRejects() {
    this.#resting = setTimeout(() => { this.#resting = undefined; }, REJECTS_MS);
    const after_us = Math.floor(live.nowUs() - HOURS * 3600e6);
    try { this.rejects = (await get('/inspections', { verdict: 'reject', after_us, limit: REJECTS })).inspections; }
    catch { this.#inspected = -1; } // the next live message after a rest tries again
  }

  async #lookAtDrifts() {
    if (document.visibilityState !== 'visible') return;
    try { this.drifts = await get('/process', { limit: DRIFTS }); } catch { /* asked again in seconds; the banner tells of a lost hub */ }
  }

  async #lookAll() { await this.#lookAtRejects(); for (const { cell } of live.cells) await this.#look(cell); }
}

export const recent = new Recent();
