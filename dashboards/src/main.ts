import { mount } from 'svelte';
import './base.css';
import App from './App.svelte';
import { language } from './lib/i18n.svelte';
import { pages } from './lib/pages';
import { open, route } from './lib/router.svelte';
import { theme } from './lib/theme.svelte';

theme.start();
void open(pages, route.path).file.load().catch(() => undefined); // beside the words; App asks again
await language.start().catch(() => undefined); // a language that does not load leaves English
const app = document.getElementById('app')!;
app.replaceChildren();
mount(App, { target: app });
