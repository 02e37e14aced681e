/** How many bytes of request bodies may be held at once. */
export interface BodyLimits {
  /** By all requests together. */
  totalBytes: number;
  /** By the requests of one address. */
  perAddressBytes: number;
}

/** Counts the bytes of request bodies that are held. */
export interface BodyBudget {
  /** Counts bytes for an address. Returns false, and counts nothing, if they exceed a limit. */
  take(address: string, bytes: number): boolean;
  /** Gives back bytes that were taken. */
  give(address: string, bytes: number): void;
  readonly heldBytes: number;
}

/** Costs two additions and one lookup per call, and a map entry per address that holds bytes. */
export const createBodyBudget = ({ totalBytes, perAddressBytes }: BodyLimits): BodyBudget => {
  const held = new Map<string, number>();
  let heldBytes = 0;
  return {
    take: (address, bytes) => {
      const own = (held.get(address) ?? 0) + bytes;
      if (own > perAddressBytes || heldBytes + bytes > totalBytes) return false;
      held.set(address, own);
      heldBytes += bytes;
      return true;
    },
    give: (address, bytes) => {
      const own = (held.get(address) ?? 0) - bytes;
      if (own > 0) held.set(address, own);
      else held.delete(address);
      heldBytes -= bytes;
    },
    get heldBytes() {
      return heldBytes;
    },
  };
};
