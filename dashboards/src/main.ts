import { mount } from 'svelte';
import './base.css';
import App from './App.svelte';
import { language } from './lib/i18n.svelte';
import { theme } from './lib/theme.svelte';

theme.start();
await language.start().catch(() => undefined); // a language that does not load leaves English
mount(App, { target: document.getElementById('app')! });
