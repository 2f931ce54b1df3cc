// The press that a visitor breaks on a station, and mends: its pace, what it must have learnt, the deed, the evidence.
// A deed stays while he is with the station, also on a page that it has sent him to, and is undone when he leaves.
import { untrack } from 'svelte';
import { type ControlView, type StationView, abandoned, ApiError, explain, get, post } from '../api';
import { following } from '../following';
import { t } from '../i18n.svelte';
import { live } from '../live.svelte';
import { me } from '../me.svelte';
import { desk } from '../sandbox/desk.svelte';
import { Polled } from '../hood/polled.svelte';
import { type Found, type Moved, has, lookCalled, lookMoved, lookRejected, lookStandsOut, lookWaiting, type Since } from './evidence';
import { picturedOf, seeing, type Seeing } from './sight';
import { stageOf } from './stage';
import { stays } from './steps';
import { type Warm, warmth } from './warm';

const EVERY_MS = 1000, EYES_MS = 5000;

class Bench {
  station = $state.raw<StationView | null>(null);
  control = $state.raw<ControlView | null>(null);
  warm = $state.raw<Warm | null>(null);
  /** When the deed was done: by this device's clock, and by the press's own. */
  done = $state.raw<(Since & { atMs: number }) | null>(null);
  found = $state.raw<Found | null>(null);
  /** Seconds from the deed to its evidence. */
  found_s = $state<number | null>(null);
  /** A quantity so far, while nobody can say whether it has moved. */
  soFar = $state.raw<Moved | null>(null);
  problem = $state<string | null>(null);
  busy = $state(false);
  #eyes = new Polled((signal) => get('/eyes', {}, signal), EYES_MS);
  #known = new Set<string>();
  #paced = '';
  #lost = false;

  get breaks() { return this.station?.breaks ?? null; }
  get mine() { return desk.mine && desk.mine.machine === this.breaks?.machine ? desk.mine : null; }
  get cell() { return this.breaks?.deed.trespass ? (this.station?.cell ?? null) : (this.mine?.cell ?? null); }

  get of() { return this.breaks && picturedOf(this.breaks.evidence); }
  /** Whether pictures are judged here; null while nobody knows, or where no picture is the evidence. */
  get seen(): Seeing | null {
    const eyes = this.#eyes.answer, of = this.of;
    return eyes && of ? seeing(eyes, live.cell(this.mine?.cell ?? this.station!.cell)?.mould ?? null, of, live.nowUs()) : null;
  }
  /** The evidence is a picture, and nobody here judges it: whoever broke it looks himself. */
  get blind(): boolean { return this.seen !== null && this.seen.sight !== 'judges'; }

  get stage() {
    const breaks = this.breaks;
    if (!breaks) return 'asking';
    return stageOf({
      desk: desk.view, machine: breaks.machine, trespass: breaks.deed.trespass, teaches: me.teaches,
      runs: this.cell !== null && live.cell(this.cell) !== undefined && this.control?.cell === this.cell && this.#atPace(this.control),
      warm: this.warm, done: this.done !== null,
    });
  }

  /** Seconds since the deed; ticks. */
  since_s(): number { return this.done ? Math.max(0, ((void live.tickMs, Date.now()) - this.done.atMs) / 1000) : 0; }
  /** Nothing came within the time that the station promises. */
  get late(): boolean { return this.done !== null && !this.found && !this.blind && this.since_s() > (this.breaks?.within_s ?? 60); }
  /** Shots since the deed. */
  get shots(): number { return this.done && this.control ? Math.max(0, this.control.counter - this.#counter) : 0; }
  #counter = 0;

  /** Another station: what was done for the last one is undone. */
  open(station: StationView): void { untrack(() => this.#open(station)); }
  #open(station: StationView) {
    if (this.station?.station !== station.station) { void this.undo(); this.#clear(); this.control = this.warm = this.problem = null; this.#paced = ''; }
    this.station = station;
  }

  /** Look until stopped; a page in the background looks at nothing. Returns how to stop. */
  follow(): () => void {
    return untrack(() => { // what it reads must not start it anew
      const stops = [following((signal) => this.#look(signal), EVERY_MS), ...(this.of ? [this.#eyes.follow()] : [])];
      return () => stops.forEach((stop) => stop());
    });
  }

  async borrow(): Promise<void> {
    if (!this.breaks || this.busy) return;
    const { machine } = this.breaks;
    if (desk.mine && desk.mine.machine !== machine) await desk.giveBack();
    if (!desk.mine) await desk.borrow(machine);
  }

  async #look(signal: AbortSignal): Promise<void> {
    const breaks = this.breaks, cell = this.cell;
    if (!breaks || breaks.deed.trespass) return;
    if (cell === null || live.cell(cell) === undefined) { if (desk.view) this.#gone(); return; }
    try {
      const before = this.done;
      const control = await get('/control/cells/{cell}', { cell }, signal);
      if (this.busy || before !== this.done) return; // an answer older than a deed would undo it on the screen
      this.control = control;
      if (!this.#atPace(control)) await this.#hurry(cell, control.run);
      else if (this.done) await this.#watch(signal);
      else if (!(await this.#adopt(control, signal))) this.warm = await warmth(this.station!, { cell, run: control.run, blind: this.blind }, signal);
      if (this.#lost) this.problem = null;
      this.#lost = false;
    } catch (problem) { if (!abandoned(problem)) { this.problem = explain(problem); this.#lost = true; } }
  }

  /** The time lapse of the station; whoever has turned the pace since then keeps his own. */
  #atPace({ cell, pace }: ControlView): boolean { return pace === this.breaks?.pace || this.#paced === cell; }
  async #hurry(cell: string, run: string) {
    if (live.cell(cell)?.run !== run) return; // it has only just begun
    this.control = await post('/control/cells/{cell}/pace', { cell }, { pace: this.breaks!.pace });
    this.#paced = cell;
    this.warm = null;
  }

  /** What was done before this page was loaded again is still done. */
  async #adopt(control: ControlView, signal: AbortSignal): Promise<boolean> {
    const { fault, setting, unplug } = this.breaks!.deed;
    const there = control.faults.find(({ name }) => name === fault);
    const set = control.settings.find(({ name }) => name === setting);
    const pulled = unplug && !(await get('/sandbox/cable', {}, signal)).plugged;
    const since = there ? there.onset_us : pulled || (set && set.ordered !== null && set.ordered !== set.usual) ? control.clock_us : null;
    if (since !== null) this.#begin(control, since);
    return since !== null;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    if (!this.done || (this.found && this.found.kind !== 'waiting')) return;
    const done = this.done, found = await this.#evidence(done, signal);
    if (!found || this.done !== done) return;
    this.found_s ??= this.since_s();
    this.found = found;
  }

  async #evidence(since: Since, signal: AbortSignal): Promise<Found | null> {
    const { evidence, quantity } = this.breaks!;
    if (evidence === 'stands_out') return lookStandsOut(since, this.#known, signal);
    if (this.of) return this.blind ? null : lookRejected(since, this.of, signal);
    if (evidence === 'called') return lookCalled(since, signal);
    if (evidence === 'waiting') return lookWaiting(signal);
    if (evidence !== 'moved') return null;
    this.soFar = await lookMoved(since, quantity, signal);
    return this.soFar && has(this.soFar) ? { kind: 'moved', moved: this.soFar } : null;
  }

  /** Break it, or mend it. */
  flip(): Promise<void> { return this.done ? this.undo() : this.do(); }

  async do(): Promise<void> {
    const breaks = this.breaks, cell = this.cell;
    if (this.busy || !breaks || cell === null || this.stage !== 'ready') return;
    this.busy = true;
    this.problem = null;
    try {
      if (breaks.deed.trespass) await this.#trespass(cell);
      else {
        const control = await this.#deed(cell, true);
        this.control = control;
        this.#begin(control, control.clock_us);
      }
    } catch (problem) { this.problem = explain(problem); }
    finally { this.busy = false; }
  }

  async undo(): Promise<void> {
    const done = this.done;
    if (this.busy || !done) return;
    this.busy = true;
    this.problem = null;
    try {
      if (!this.breaks!.deed.trespass) this.control = await this.#deed(done.cell, false);
      this.#clear();
    } catch (problem) { this.problem = explain(problem); }
    finally { this.busy = false; }
  }

  async #deed(cell: string, on: boolean, lastWord = false): Promise<ControlView> {
    const { fault, level, unplug, setting, share } = this.breaks!.deed;
    if (unplug) {
      await post('/sandbox/cable', {}, { plugged: !on }, lastWord);
      return lastWord ? this.control! : get('/control/cells/{cell}', { cell });
    }
    if (fault) return on ? post('/control/cells/{cell}/inject', { cell }, { name: fault, severity: level, shape: 'step', time_constant_s: 0, onset_s: 0 }) : post('/control/cells/{cell}/clear', { cell }, { name: fault }, lastWord);
    return post('/control/cells/{cell}/setting', { cell }, { name: setting, value: on ? this.#value(setting, share) : null }, lastWord);
  }

  /** A share of what is set now, within what can be set. */
  #value(name: string, share: number): number {
    const one = this.control?.settings.find((setting) => setting.name === name);
    const now = one?.in_force ?? one?.usual ?? null;
    if (!one || now === null) throw new Error(name); // the station's file names what this press has not
    return Math.min(one.high, Math.max(one.low, now * share));
  }

  /** To turn a press of the plant: the refusal is the evidence. A wish that changes nothing even where it is allowed. */
  async #trespass(cell: string): Promise<void> {
    const atMs = Date.now(), name = 'mould_c';
    try {
      await post('/control/cells/{cell}/setting', { cell }, { name, value: null });
      this.problem = t('station.break.allowed');
    }
    catch (problem) {
      if (!(problem instanceof ApiError) || problem.kind !== 'forbidden') throw problem;
      this.#begin({ cell, run: '', counter: 0 }, 0, atMs);
      this.found = { kind: 'refused', said: problem.message };
      this.found_s = (Date.now() - atMs) / 1000;
    }
  }

  #begin({ cell, run, counter }: Pick<ControlView, 'cell' | 'run' | 'counter'>, us: number, atMs = Date.now()) {
    this.#clear();
    this.done = { cell, run, us, atMs };
    this.#counter = counter;
    window.addEventListener('hashchange', this.#left);
    window.addEventListener('pagehide', this.#closed);
  }

  #clear() {
    this.done = this.found = this.found_s = this.soFar = null;
    this.#known.clear();
    window.removeEventListener('hashchange', this.#left);
    window.removeEventListener('pagehide', this.#closed);
  }

  /** The press is no longer there: there is nothing to undo. */
  #gone() { this.#clear(); this.control = this.warm = null; this.#paced = ''; }

  #left = () => { if (this.station && !stays(location.hash, this.station.station)) void this.undo(); };
  /** A browser may bring a page back as it was left: what was undone is then not shown as done. */
  #closed = () => {
    if (this.done && !this.breaks!.deed.trespass) void this.#deed(this.done.cell, false, true).catch(() => undefined);
    this.#clear();
  };
}

export const bench = new Bench();
