// What a test waits for comes at once, unless the machine is busy with something else.
import { configure } from '@testing-library/svelte';

configure({ asyncUtilTimeout: 10_000 });
