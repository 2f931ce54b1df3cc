// Colours and type of the canvases, read from the tokens so that light and dark agree with the page.
import { token } from '../theme.svelte';

const NAMES = {
  ink: '--ink', ink2: '--ink-2', grid: '--line', band: '--band', bandLine: '--band-line', curve: '--curve', mark: '--mark', quiet: '--mark-quiet',
  beyond: '--warning-fill', fill: '--phase-fill', pack: '--phase-pack', cool: '--phase-cool', surface: '--surface', amber: '--amber', set: '--cat-6',
} as const;
export type Paint = Record<keyof typeof NAMES, string> & { font: string; scale: number };

/** Follows the theme inside an effect. `scale`: how much larger than in a browser everything is, on a wall. */
export function paint(): Paint {
  const colours = Object.fromEntries(Object.entries(NAMES).map(([name, variable]) => [name, token(variable)])) as Record<keyof typeof NAMES, string>;
  const scale = (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
  return { ...colours, scale, font: `${Math.round(13 * scale)}px ${token('--font') || 'sans-serif'}` };
}
