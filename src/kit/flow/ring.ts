/** The newest items of a sequence, in memory. */
export interface Ring<Item> {
  /** How many it has room for. */
  readonly capacity: number;
  /** Adds an item, and drops the oldest one if there is no room. */
  add(item: Item): void;
  /** Returns the items that are older than the position `before`, by default all, newest first. Positions are stable while a ring grows. */
  newest(before?: number): Generator<{ item: Item; position: number }>;
  /** Drops all items. Returns how many there were. */
  clear(): number;
}

/** Creates an empty ring. It grows with the first items, so that one that nothing is added to holds nothing. */
export const createRing = <Item>(capacity: number): Ring<Item> => {
  let items: Item[] = [];
  let next = 0;
  /** The positions before it were cleared. They are not used again, so that a position that was told before finds no newer item. */
  let cleared = 0;
  const oldest = (): number => Math.max(cleared, next - capacity);
  return {
    capacity,
    add: (item) => {
      items[next % capacity] = item;
      next += 1;
    },
    newest: function* (before = next) {
      for (let position = Math.min(before, next) - 1; position >= oldest(); position -= 1) {
        yield { item: items[position % capacity] as Item, position };
      }
    },
    clear: () => {
      const size = next - oldest();
      items = [];
      cleared = next;
      return size;
    },
  };
};
