// An answer of the hub that is asked for again and again while somebody looks.
export class Polled<T> {
  answer = $state.raw<T | null>(null);
  problem = $state.raw<unknown>(null);

  constructor(private readonly ask: (signal: AbortSignal) => Promise<T>, private readonly every_ms: number) {}

  /** Ask until stopped; a page in the background asks nothing. Returns how to stop. */
  follow(): () => void {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const again = () => { timer = setTimeout(() => void look(), this.every_ms); };
    const look = async () => {
      if (document.visibilityState === 'visible') await this.#once(stop.signal);
      if (!stop.signal.aborted) again();
    };
    void look();
    return () => { stop.abort(); clearTimeout(timer); };
  }

  async #once(signal: AbortSignal) {
    try {
      this.answer = await this.ask(signal);
      this.problem = null;
    } catch (problem) { if (!signal.aborted) this.problem = problem; }
  }
}
