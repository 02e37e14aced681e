import { performance } from '../../../kit/flow/real-time.ts';

/** Spaces calls evenly per key, on this node only: several nodes together may exceed the rate. */
export interface Rate {
  /** Takes the next slot of a key. Returns 0, or the milliseconds to wait before trying again. */
  takePlace(key: string, perSecond: number): number;
}

/** When the map is larger than this, entries whose next slot is past are removed. */
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
