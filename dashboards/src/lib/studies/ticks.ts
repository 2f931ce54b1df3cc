// Round numbers along an axis.
const STEPS = [1, 2, 2.5, 5, 10];

/** About `count` round numbers between two values. */
export function ticks(low: number, high: number, count = 5): number[] {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((one) => one * power >= rough * 0.999)!;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** Decimals that tell these numbers apart. */
export const decimals = (some: readonly number[]): number => {
  const step = Math.abs((some[1] ?? 1) - (some[0] ?? 0)) || 1;
  return Math.max(0, Math.min(4, [0, 1, 2, 3, 4].find((places) => Math.abs(step * 10 ** places - Math.round(step * 10 ** places)) < 1e-6) ?? 4));
};
