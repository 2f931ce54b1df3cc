// All pages, found by their place, in their order.
import type { PageFile } from './router.svelte';

export const pages: PageFile[] = Object.values(import.meta.glob<PageFile>('../pages/*.svelte', { eager: true })).sort((a, b) => a.page.order - b.page.order);
