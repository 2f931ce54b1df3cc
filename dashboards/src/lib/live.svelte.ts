// The hall as it is now: one WebSocket, everything first, then what changes.
import type { CellState, CellView } from './api';
import { type LiveMessage, NOTHING, backOffMs, step, truerOffset } from './live-state';

const SILENT_MS = 6000; // the hub speaks at least every 2 s

class Live {
  #state = $state.raw(NOTHING);
  #tickMs = $state(Date.now());
  /** False: nothing on the page is current, and everything must look like it. */
  connected = $state(false);
  /** When the connection was lost, in microseconds of the hub's clock; null before the first and while connected. */
  since = $state<number | null>(null);
  #offsetUs: number | null = null;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #heardMs = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  #all = $derived(this.#state.cells); // the same list until a cell changes
  #plant = $derived(this.#all.filter((cell) => !cell.sandbox));

  #lent = $derived(this.#all.filter((cell) => cell.sandbox).map(({ cell }) => cell).join(' ')); // the same text until one comes or goes

  /** Names of what visitors have borrowed. */
  get lent(): string { return this.#lent; }
  /** The plant's cells; what visitors play with is found by its name only. */
  get cells(): CellView[] { return this.#plant; }
  get health() { return this.#state.health; }
  /** Where the shared tour stands; null before the first word of the hub. */
  get tour() { return this.#state.tour; }
  cell(name: string): CellView | undefined { return this.#state.cells.find((cell) => cell.cell === name); }

  /** Changes once a second; read it to make an age tick. */
  get tickMs(): number { return this.#tickMs; }

  /** Now by the hub's clock. Not reactive: read `tickMs` beside it where a page should follow. */
  nowUs(): number { return Date.now() * 1000 + (this.#offsetUs ?? 0); }

  /** Seconds since a moment of the hub's clock; ticks. */
  since_s(us: number): number { return Math.max(0, (this.#tickMs * 1000 + (this.#offsetUs ?? 0) - us) / 1e6); }

  /** Seconds since a cell last spoke; ticks. */
  age_s(name: string): number | null {
    const cell = this.cell(name);
    return cell?.age_s === null || cell === undefined ? null : Math.max(0, (this.#tickMs - this.#state.spokeMs[name]!) / 1000);
  }

  /** Seconds since this page last heard of a cell, for carrying its motion on between messages. Not reactive. */
  sinceView_s(name: string): number { return (Date.now() - (this.#state.arrivedMs[name] ?? Date.now())) / 1000; }

  /** State to show: nothing is current while the connection is away. */
  stateOf(cell: CellView): CellState { return this.connected || cell.state === 'never' ? cell.state : 'stale'; }

  /** Are the values of this cell current? */
  fresh(cell: CellView): boolean { return this.connected && cell.freshness === 'live'; }

  /** Connect and stay connected; returns how to stop. */
  start(): () => void {
    const ticking = setInterval(() => this.#tick(), 1000);
    const wake = () => document.visibilityState === 'visible' && !this.connected && this.#knock();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    this.#knock();
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      this.#hangUp();
    };
  }

  #tick() {
    this.#tickMs = Date.now();
    if (this.connected && Date.now() - this.#heardMs > SILENT_MS) this.#lost();
  }

  #knock() {
    this.#hangUp();
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`);
    socket.onmessage = (event) => this.hear(JSON.parse(event.data as string) as LiveMessage);
    socket.onclose = () => this.#lost();
    this.#socket = socket;
  }

  #hangUp() {
    clearTimeout(this.#again);
    if (!this.#socket) return;
    this.#socket.onclose = this.#socket.onmessage = null;
    this.#socket.close();
    this.#socket = null;
  }

  #lost() {
    this.#hangUp();
    if (this.connected) this.since = this.nowUs();
    this.connected = false;
    this.#again = setTimeout(() => this.#knock(), backOffMs(this.#attempt++, Math.random()));
  }

  /** Take in one message of the stream. */
  hear(message: LiveMessage) {
    const next = step(this.#state, message, Date.now());
    if (!next) return this.#lost();
    this.#heardMs = this.#tickMs = Date.now();
    this.#offsetUs = truerOffset(this.#offsetUs, message.now_us - Date.now() * 1000);
    this.#state = next;
    this.#attempt = 0;
    this.connected = true;
    this.since = null;
  }
}

export const live = new Live();
