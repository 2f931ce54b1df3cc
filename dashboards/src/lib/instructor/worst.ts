// Of the parts of a shot, how bad each defect is on the worst of them.
import type { TruthView } from '../api';

const SEEN = 0.05; // a good shot stays below it in every defect
const MOST = 3;

export function worst(parts: TruthView['parts']): [name: string, severity: number][] {
  const found = new Map<string, number>();
  for (const { severities } of parts) for (const [name, severity] of Object.entries(severities)) found.set(name, Math.max(severity, found.get(name) ?? 0));
  return [...found].filter(([, severity]) => severity >= SEEN).sort((one, other) => other[1] - one[1]).slice(0, MOST);
}
