// Where a person looks: one cursor and one stretch, shared by all charts that belong together.

export class Look {
  /** Under the cursor, on the charts' own axis; null: nowhere. */
  at = $state<number | null>(null);
  /** Drawn with the pointer; null: as the charts think best. */
  stretch = $state.raw<[from: number, to: number] | null>(null);
}
