// What deserves attention now, most pressing first: alarms, silent cells, cells that catch up, processes that have left
// their level, parts that the eyes reject,
// shots that stand out, cells that somebody has frozen on purpose.
import type { CellView, DriftView, FindingView, HealthView, ListedInspection, Standout } from '../api';

export type Notice =
  | { kind: 'blocked'; detail: string }
  | { kind: 'alarm'; cell: CellView; alarm: string }
  | { kind: 'stale' | 'offline' | 'frozen'; cell: CellView }
  | { kind: 'gateway'; gateway: string; cells: CellView[] }
  | { kind: 'catching-up'; cells: CellView[] }
  | { kind: 'drift'; cell: CellView; drift: DriftView }
  | { kind: 'rejected'; cell: CellView; one: ListedInspection }
  | { kind: 'standout'; cell: CellView; standout: Standout };

export const MOST = 3;
const MOST_PARTS = 2; // eyes that are wrong about many must not hide everything else
const NOTABLE = 5; // spreads, or a cavity pressure this many times 3 % low

/** How telling a finding is, on one scale. */
export function weight({ key, numbers }: FindingView): number {
  if (key === 'interrupted' || key === 'failed_cycle') return 100;
  if (typeof numbers.spreads === 'number') return numbers.spreads;
  return typeof numbers.percent === 'number' ? numbers.percent / 3 : 0;
}

/** At most three, at most one part and one shot per cell. `rejects`: newest first. */
export function notices(cells: CellView[], health: HealthView | null, standouts: Record<string, Standout[]>, rejects: ListedInspection[] = [], drifts: DriftView[] = []): Notice[] {
  const blocked: Notice[] = health?.store === 'blocked' ? [{ kind: 'blocked', detail: health.store_problem ?? '' }] : [];
  return [...blocked, ...cells.flatMap(alarms), ...silence(cells), ...late(cells), ...processes(cells, drifts), ...parts(cells, rejects), ...shots(cells, standouts), ...frozen(cells)].slice(0, MOST);
}

// What a silent cell said last is not what it would say now.
function alarms(cell: CellView): Notice[] {
  if (cell.freshness !== 'live') return [];
  return cell.active_alarms.slice(0, 1).map((alarm) => ({ kind: 'alarm', cell, alarm }));
}

/** Silent cells; those of one gateway are one notice, because they have one cause. */
function silence(cells: CellView[]): Notice[] {
  const silent = Map.groupBy(cells.filter(({ freshness }) => freshness === 'stale' || freshness === 'offline'), ({ gateway }) => gateway);
  return [...silent].flatMap(([gateway, together]): Notice[] =>
    gateway !== null && together.length > 1 ? [{ kind: 'gateway', gateway, cells: together }] : together.map((cell) => ({ kind: cell.freshness as 'stale' | 'offline', cell })));
}

/** Cells whose past is still arriving, in one notice: after a start it is all of them. */
function late(cells: CellView[]): Notice[] {
  const found = cells.filter(({ freshness }) => freshness === 'catching-up');
  return found.length ? [{ kind: 'catching-up', cells: found }] : [];
}

const frozen = (cells: CellView[]): Notice[] => cells.filter(({ freshness }) => freshness === 'frozen').map((cell) => ({ kind: 'frozen', cell }));

/** The newest reject of each cell, unless a person has called it good; the newest of all first. */
function parts(cells: CellView[], rejects: ListedInspection[]): Notice[] {
  const standing = rejects.filter(({ of, corrected }) => of === 'part' && corrected?.told !== 'good');
  const newest = standing.filter((one, i) => standing.findIndex(({ cell }) => cell === one.cell) === i);
  return newest.flatMap((one) => { const cell = cells.find((known) => known.cell === one.cell); return cell ? [{ kind: 'rejected' as const, cell, one }] : []; }).slice(0, MOST_PARTS);
}

/** At most two, so that a bad hour in the process does not hide what the eyes reject. */
function processes(cells: CellView[], drifts: DriftView[]): Notice[] {
  return drifts.flatMap((drift) => { const cell = cells.find((known) => known.cell === drift.cell); return cell && cell.freshness === 'live' ? [{ kind: 'drift' as const, cell, drift }] : []; }).slice(0, MOST_PARTS);
}

function shots(cells: CellView[], standouts: Record<string, Standout[]>): Notice[] {
  const strongest = cells.flatMap((cell) => {
    const found = [...(standouts[cell.cell] ?? [])].sort((a, b) => weight(b.finding) - weight(a.finding))[0];
    return found && weight(found.finding) >= NOTABLE ? [{ kind: 'standout' as const, cell, standout: found }] : [];
  });
  return strongest.sort((a, b) => weight(b.standout.finding) - weight(a.standout.finding));
}
