// Road lenses, measured by benchmarks.models: docs/models.md, which a test holds against these figures.
export const LENSES = {
  accuracy: 94.61, spread: 0.19, f1: 0.9454, commonest: 0.2798,
  confusion: [[349, 21, 0, 0], [15, 384, 7, 0], [0, 0, 285, 25], [0, 0, 10, 355]],
  decides: { cycle_time_s: 25, clamp_closing_kn: 14, clamp_peak_kn: 11, injection_pressure_peak_bar: 9, fill_time_s: 2, dosing_time_s: 2 },
};
