// How far a visitor is in breaking something, from what is known: a pure step, so that each case can be tried.
import type { SandboxDesk } from '../api';
import type { Warm } from './warm';

export type Stage = 'asking' | 'none' | 'signed-in' | 'full' | 'borrow' | 'change' | 'broken' | 'starting' | 'warming' | 'ready' | 'done';

export interface Facts {
  desk: SandboxDesk | null;
  machine: string;
  /** A press of the plant is to be turned: nothing is borrowed. */
  trespass: boolean;
  /** Who has signed in would really turn it. */
  teaches: boolean;
  /** Is the borrowed press heard of, in hand and at its pace? */
  runs: boolean;
  warm: Warm | null;
  done: boolean;
}

export function stageOf({ desk, machine, trespass, teaches, runs, warm, done }: Facts): Stage {
  if (trespass) return teaches ? 'signed-in' : done ? 'done' : 'ready';
  if (!desk) return 'asking';
  const { mine } = desk;
  if (!mine) return desk.why_not || !desk.machines.some((one) => one.machine === machine) ? 'none' : desk.free < 1 ? 'full' : 'borrow';
  if (mine.machine !== machine) return 'change';
  if (mine.problem) return 'broken';
  if (!runs) return 'starting';
  if (done) return 'done';
  return warm && warm.gathered >= warm.wanted ? 'ready' : 'warming';
}
