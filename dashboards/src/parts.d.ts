declare module 'virtual:pages' {
  export const pages: import('./lib/router.svelte').PageFile[];
}
declare module 'virtual:words' {
  type Fetch = () => Promise<{ default: Record<string, string> }>;
  export const words: Record<string, Record<import('./lib/word-parts').Part, Fetch>>;
}
