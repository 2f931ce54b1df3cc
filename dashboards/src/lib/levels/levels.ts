// What each sensor level tells, measured on the recorded press: docs/models.md, which a test holds against these figures.
export type Level = 'A' | 'B' | 'C' | 'D';
export interface Told { random: number; grouped: number }
export interface Row { level: Level; weight: Told | null; diameter: Told | null; euros: [low: number, high: number] }

/** R² of parts that were not learnt from: drawn at random, and of settings that were never seen. Euros per press, once. */
export const LEVELS: Row[] = [
  { level: 'A', weight: null, diameter: null, euros: [150, 600] },
  { level: 'B', weight: { random: 0.959, grouped: 0.817 }, diameter: { random: 0.912, grouped: 0.857 }, euros: [0, 3000] },
  { level: 'C', weight: { random: 0.983, grouped: 0.931 }, diameter: { random: 0.935, grouped: 0.903 }, euros: [500, 4000] },
  { level: 'D', weight: { random: 0.984, grouped: 0.954 }, diameter: { random: 0.964, grouped: 0.946 }, euros: [2500, 7000] },
];

/** From what was set alone: it names the setting, so a random split flatters it. */
export const SETTINGS_ONLY: { weight: Told; diameter: Told } = {
  weight: { random: 0.954, grouped: 0.515 }, diameter: { random: 0.879, grouped: 0.772 },
};
