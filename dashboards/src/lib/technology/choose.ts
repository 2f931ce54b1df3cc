// Which technologies are shown: of a sector, at least so ripe, only those that can be seen here.
import type { TechnologiesView } from '../api';

export type Technology = TechnologiesView['technologies'][number];
export type Sector = TechnologiesView['sectors'][number];
export interface Choice { sector: Sector | ''; least: number; here: boolean }

/** In the order of a sector's fit, the ripest first; without a sector in the order of the files. */
export function chosen(all: readonly Technology[], { sector, least, here }: Choice): Technology[] {
  const some = all.filter((one) => one.readiness >= least && (!here || one.station !== null) && (!sector || one.sectors[sector]!.fit > 0));
  return sector ? [...some].sort((a, b) => b.sectors[sector]!.fit - a.sectors[sector]!.fit || b.readiness - a.readiness) : some;
}
