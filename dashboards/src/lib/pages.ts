// All pages, found by their place, in their order; each is fetched when it is opened.
export { pages } from 'virtual:pages';
