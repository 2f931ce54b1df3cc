// Light or dark: as the visitor chose, else as the device asks. Canvas charts read their colours here.
export const CHOICES = ['auto', 'light', 'dark'] as const;
export type Choice = (typeof CHOICES)[number];
const REMEMBERED = 'sprue.theme';
const device = window.matchMedia?.('(prefers-color-scheme: dark)');

let choice = $state<Choice>('auto');
let deviceDark = $state(device?.matches ?? false);
const dark = () => choice === 'dark' || (choice === 'auto' && deviceDark);
const show = () => document.documentElement.setAttribute('data-theme', dark() ? 'dark' : 'light');

export const theme = {
  get choice() { return choice; },
  get dark() { return dark(); },
  use(wanted: Choice) {
    choice = wanted;
    localStorage.setItem(REMEMBERED, wanted);
    show();
  },
  start() {
    const kept = localStorage.getItem(REMEMBERED);
    choice = CHOICES.find((one) => one === kept) ?? 'auto';
    device?.addEventListener('change', (event) => { deviceDark = event.matches; show(); });
    show();
  },
};

/** The present value of a token such as '--ink', for canvases; follows the theme inside an effect. */
export function token(name: string): string {
  void dark();
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const still = window.matchMedia?.('(prefers-reduced-motion: reduce)');
/** Does this visitor want things to hold still? */
export const holdStill = (): boolean => still?.matches ?? false;
