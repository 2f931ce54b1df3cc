/** Look at once and again for as long as somebody does; a page in the background looks at nothing. Returns how to stop. */
export function following(look: (signal: AbortSignal) => Promise<void>, everyMs: number): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const again = async () => {
    if (document.visibilityState === 'visible') await look(stop.signal);
    if (!stop.signal.aborted) timer = setTimeout(() => void again(), everyMs);
  };
  void again();
  return () => { stop.abort(); clearTimeout(timer); };
}
