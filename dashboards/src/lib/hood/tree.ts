// The topics of the broker as a tree, with what passes by at each branch.
import type { TopicView } from '../api';

export interface Branch {
  name: string;
  /** The whole topic, or the part of it up to here. */
  path: string;
  per_s: number;
  bytes_per_s: number;
  age_s: number;
  topic: TopicView | null;
  branches: Branch[];
}

export function tree(topics: TopicView[]): Branch[] {
  return grow(topics.map((topic) => ({ topic, parts: topic.topic.split('/') })), []);
}

interface Leaf { topic: TopicView; parts: string[] }

function grow(leaves: Leaf[], above: string[]): Branch[] {
  const names = [...new Set(leaves.map(({ parts }) => parts[above.length]).filter((name) => name !== undefined))].sort();
  return names.map((name) => branch(leaves.filter(({ parts }) => parts[above.length] === name), [...above, name]));
}

function branch(leaves: Leaf[], here: string[]): Branch {
  const sum = (key: 'per_s' | 'bytes_per_s') => leaves.reduce((total, { topic }) => total + topic[key], 0);
  return {
    name: here.at(-1)!,
    path: here.join('/'),
    per_s: sum('per_s'),
    bytes_per_s: sum('bytes_per_s'),
    age_s: Math.min(...leaves.map(({ topic }) => topic.age_s)),
    topic: leaves.find(({ parts }) => parts.length === here.length)?.topic ?? null,
    branches: grow(leaves, here),
  };
}

/** A payload as people read it; text that was cut off or is no JSON stays as it came. */
export function pretty(payload: string): { text: string; whole: boolean } {
  try {
    return { text: folded(JSON.parse(payload)), whole: true };
  } catch {
    return { text: payload.replace(/,"/g, ',\n"'), whole: false };
  }
}

// Long lists of plain values stay on one line: a frame of 30 readings is one thing.
const folded = (value: unknown) => JSON.stringify(value, null, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, inner: string) => `[${inner.replace(/\s*\n\s*/g, ' ')}]`);

export type Meets = 'yes' | 'on-the-way' | 'no';
/** Do the counts of a cell meet? Between stored and receipted are receipts on their way. */
export function meets({ produced, waiting, stored, doubtful, dropped }: { produced: number; waiting: number; stored: number; doubtful: boolean; dropped: number }): Meets {
  if (doubtful) return 'no';
  return produced === waiting + stored + dropped ? 'yes' : 'on-the-way';
}
