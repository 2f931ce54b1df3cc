// A kiosk that nobody touches: it asks, then it begins anew. Pure: the moment comes in.
export const IDLE_S = 90, WARN_S = 20;

export type IdlePhase = 'used' | 'asks' | 'over';

export class Idle {
  constructor(private touchedMs: number, readonly idle_s = IDLE_S, readonly warn_s = WARN_S) {}

  /** Somebody is here. */
  touch(nowMs: number) { this.touchedMs = nowMs; }

  phase(nowMs: number): IdlePhase {
    const untouched_s = (nowMs - this.touchedMs) / 1000;
    return untouched_s < this.idle_s ? 'used' : untouched_s < this.idle_s + this.warn_s ? 'asks' : 'over';
  }

  /** Seconds until it begins anew. */
  left_s(nowMs: number): number { return Math.max(0, Math.ceil(this.idle_s + this.warn_s - (nowMs - this.touchedMs) / 1000)); }
}

/** `?idle=30`: seconds, from 5 to an hour. */
export function wanted(query: URLSearchParams): number {
  const asked = Number(query.get('idle') ?? IDLE_S);
  return Number.isFinite(asked) && asked >= 5 && asked <= 3600 ? asked : IDLE_S;
}
