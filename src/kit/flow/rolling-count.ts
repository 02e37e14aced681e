/** How far back a rolling count looks, and how coarsely it remembers, both in milliseconds. */
export interface RollingWindow {
  readonly spanMs: number;
  /**
   * Arrivals of one slot are remembered together, by the time of the last one. So a count takes at most
   * `spanMs / slotMs + 1` pairs of memory, and an arrival counts up to `slotMs` too long, never too short.
   */
  readonly slotMs: number;
}

/** What is remembered of each slot: the time of its last arrival, and the number of its arrivals. */
export type Slots = readonly (readonly [lastMs: number, count: number])[];

/**
 * Whether an arrival at `lastMs` counts at `nowMs`. One that seems to be in the future, because machines' clocks differ
 * or the clock was set back, counts too, unless it is further away than the window is long.
 */
const counts = (lastMs: number, nowMs: number, { spanMs }: RollingWindow): boolean =>
  lastMs > nowMs - spanMs && lastMs < nowMs + spanMs;

/** Returns how many arrivals count at `nowMs`. */
export const countAt = (slots: Slots, nowMs: number, window: RollingWindow): number => {
  let sum = 0;
  for (const [lastMs, count] of slots) if (counts(lastMs, nowMs, window)) sum += count;
  return sum;
};

/** Adds an arrival at `nowMs`, and forgets those that no longer count. */
export const addAt = (slots: Slots, nowMs: number, window: RollingWindow): Slots => {
  const slotOf = (ms: number): number => Math.floor(ms / window.slotMs);
  const [slot, kept] = [slotOf(nowMs), []] as [number, [number, number][]];
  let [lastMs, count] = [nowMs, 1];
  for (const [otherMs, others] of slots) {
    if (!counts(otherMs, nowMs, window)) continue;
    if (slotOf(otherMs) !== slot) kept.push([otherMs, others]);
    else [lastMs, count] = [Math.max(lastMs, otherMs), count + others];
  }
  kept.push([lastMs, count]);
  return kept;
};
