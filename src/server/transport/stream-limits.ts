/** How many live streams there may be at once. */
export interface StreamLimits {
  total: number;
  perAddress: number;
}

/** Counts live streams. */
export interface StreamCount {
  /** Counts a stream of an address. Returns the function to call once when it ends, or undefined if there are too many. */
  begin(address: string): (() => void) | undefined;
}

export const countStreams = ({ total, perAddress }: StreamLimits): StreamCount => {
  const byAddress = new Map<string, number>();
  let open = 0;
  return {
    begin: (address) => {
      const own = byAddress.get(address) ?? 0;
      if (open >= total || own >= perAddress) return undefined;
      open++;
      byAddress.set(address, own + 1);
      return () => {
        open--;
        const left = (byAddress.get(address) ?? 0) - 1;
        if (left > 0) byAddress.set(address, left);
        else byAddress.delete(address);
      };
    },
  };
};
