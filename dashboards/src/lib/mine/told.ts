// One thing that a visitor left, in a line of words.
import type { MineEntry } from '../api';
import { t, word } from '../i18n.svelte';
import { station } from '../voices/stations.svelte';

export interface Told { title: string; text: string; about: string[] }

const KINDS = { vote: 'mine.kind.vote', seat: 'mine.kind.seat' } as const;

export function told({ kind, said }: MineEntry): Told {
  const text = (name: string) => (typeof said[name] === 'string' ? said[name] : '');
  const named = (group: string, name: string) => text(name) && word(group, text(name));
  const title = kind === 'voice' ? named('voices.kind', 'kind') : kind === 'interest' ? named('together.side', 'side') : t(KINDS[kind]);
  const about = [
    text('station') && station(text('station')), named('voices.plan', 'plan'), typeof said.stars === 'number' ? t('voices.stars.of', { stars: said.stars }) : '',
    kind === 'interest' ? named('together.kind', 'kind') : '', named('sector', 'sector'), named('size', 'size'),
    text('firm'), text('name'), text('email'), text('contact'), kind === 'voice' ? named('moderation.state', 'state') : '',
  ].filter(Boolean);
  return { title, text: text('text') || text('title'), about };
}
