// What is pressed often goes with the press, or is switched off until its deed is done, and browsers then forget where the
// focus was. Whoever uses a keyboard or a screen reader goes on from there.

/** Keep the focus in its place within `root`. Returns how to stop. */
export function keepsFocus(root: HTMLElement): () => void {
  /** What has the focus, and all that it lies in. */
  let lies: HTMLElement[] = [];
  const enters = ({ target }: FocusEvent) => {
    lies = [];
    for (let one = target as HTMLElement | null; one && one !== root; one = one.parentElement) lies.push(one);
  };
  const points = () => (lies = []); // a finger or a mouse that leaves it means to
  const look = () => {
    const [own] = lies;
    if (!own || document.activeElement !== document.body) return;
    if (!own.isConnected) rest(lies.find((one) => one.isConnected));
    else if (!(own as HTMLButtonElement).disabled) own.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', enters);
  root.addEventListener('pointerdown', points, true);
  return () => { watch.disconnect(); root.removeEventListener('focusin', enters); root.removeEventListener('pointerdown', points, true); };
}

/** What is left around it takes the focus until it goes on; it is no stop of its own. */
function rest(place: HTMLElement | undefined): void {
  if (!place) return;
  const stop = place.hasAttribute('tabindex');
  if (!stop) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus({ preventScroll: true });
}
