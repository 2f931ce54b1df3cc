import { mount } from 'svelte';
import './base.css';
import App from './App.svelte';
import { language } from './lib/i18n.svelte';
import { pages } from './lib/pages';
import { open, route } from './lib/router.svelte';
import { theme } from './lib/theme.svelte';

theme.start();
// Page and words come beside each other; App asks again for what has not come.
const { load, page } = open(pages, route.path).file;
const words = language.start(page.words ?? 'rest');
setTimeout(() => void load().catch(() => undefined)); // behind the words, which are larger: a browser asks in this order
await words.catch(() => undefined); // App asks again
const app = document.getElementById('app')!;
app.replaceChildren();
mount(App, { target: app });
