// Where the light of the tour falls, and where its sentence stands so as not to hide what it speaks of.
export interface Box { top: number; left: number; width: number; height: number }
const AIR = 6; // px around what is pointed at

/** The lit part; nothing is lit that has no size, such as what a narrow screen hides. */
export function seen({ top, left, width, height }: Box): Box | null {
  if (width < 1 || height < 1) return null;
  return { top: Math.round(top - AIR), left: Math.round(left - AIR), width: Math.round(width + 2 * AIR), height: Math.round(height + 2 * AIR) };
}

/** The sentence stands at the top where nothing is lit, or where what is lit lies in the lower half. */
export const around = (box: Box | null, screen: number): boolean => !box || box.top + Math.min(box.height, screen) / 2 > screen / 2;
