// What a test waits for comes at once, unless the machine is busy with something else.
import { configure } from '@testing-library/svelte';
import { language } from './i18n.svelte';

configure({ asyncUtilTimeout: 10_000 });

// jsdom's document has neither; charts note how long they paint
performance.measure ??= () => undefined as unknown as PerformanceMeasure;
performance.clearMeasures ??= () => undefined;
// nor does it lay anything out, so nothing ever changes its size
globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} };

await language.use('en');
await language.upTo('rest');
localStorage.clear();
