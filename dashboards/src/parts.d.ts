declare module 'virtual:pages' {
  export const pages: import('./lib/router.svelte').PageFile[];
}
declare module 'virtual:words' {
  type Half = () => Promise<{ default: Record<string, string> }>;
  export const words: Record<string, { first: Half; rest: Half }>;
}
