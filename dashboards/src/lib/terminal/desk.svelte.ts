// The terminal of one cell: how it stands, asked for every few seconds, and what is noted, one entry at a time.
import { type TerminalView, get } from '../api';
import { Desk } from '../desk.svelte';

const EVERY_MS = 5000;

export class FloorDesk extends Desk<TerminalView> {
  constructor(readonly cell: string) { super((signal) => get('/floor/{cell}', { cell }, signal), EVERY_MS); }
}
