// What was learnt is named by its mould; people know the mould by its title, in their language.
import { t } from '../i18n.svelte';
import { live } from '../live.svelte';
import { named } from '../named';

/** A title as the hub makes a name of it: small letters, digits and dashes. */
export const slug = (title: string): string =>
  title.normalize('NFKD').replace(/[^\x20-\x7e]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 80);

/** "Closure 28 mm, 8 cavities: part"; of a mould that no cell has now, its name. */
export function modelTitle(name: string): string {
  const [, mould = name, of = ''] = /^(.*)-(part|mould)$/.exec(name) ?? [];
  const cell = live.cells.find((one) => one.mould && slug(one.mould) === mould);
  const title = cell ? (named(cell, 'mould') ?? mould) : mould.replaceAll('-', ' ');
  return of ? `${title}: ${t(`eyes.of.${of as 'part' | 'mould'}`).toLowerCase()}` : title;
}

export const cellTitle = (name: string): string => { const cell = live.cell(name); return cell ? named(cell, 'title') : name; };
