// How finely a setting can be turned, and what a person means by a slider.
import type { SettingView } from '../api';

/** A hundredth to a thousandth of the range, as 1, 0.1, 0.01: round numbers are what setters type. */
export const stepOf = ({ low, high }: Pick<SettingView, 'low' | 'high'>): number => {
  const power = Math.floor(Math.log10(Math.max(high - low, 1e-6) / 100));
  return 10 ** Math.max(-3, Math.min(power, 1));
};
export const roundTo = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(6));
