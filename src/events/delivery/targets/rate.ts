/** Spaces calls evenly, for each key on its own. Of one node: several nodes together may call more often. */
export interface Rate {
  /** Takes the next place of a key: 0, or milliseconds to wait before asking again. */
  takePlace(key: string, perSecond: number): number;
}

/** Keys of which more are kept than this are forgotten where their next place is past. */
const KEPT = 1_000;

export const createRate = (now: () => number = () => performance.now()): Rate => {
  const nextPlaces = new Map<string, number>();
  return {
    takePlace: (key, perSecond) => {
      const moment = now();
      const next = nextPlaces.get(key) ?? 0;
      if (next > moment) return Math.ceil(next - moment);
      if (nextPlaces.size > KEPT) {
        for (const [other, place] of nextPlaces) if (place <= moment) nextPlaces.delete(other);
      }
      nextPlaces.set(key, moment + 1000 / perSecond);
      return 0;
    },
  };
};
