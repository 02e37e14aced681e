/** Lines that wait to be written, of a limited size. Lines that find no space are counted. */
export interface LineQueue {
  /** Adds a line, or counts it as lost. */
  add(line: string): void;
  /** Takes whole lines of about `BATCH_BYTES`. They occupy space until they are released. */
  take(): Buffer;
  /** Frees the space of written bytes. Then adds the line that tells how many were lost, if any were. */
  release(bytes: number): void;
  isEmpty(): boolean;
  /** Whether lines were lost of which no line tells yet. */
  hasLoss(): boolean;
}

/** Most bytes of one write, unless a line has more. */
const BATCH_BYTES = 65_536;

/** @param describeLoss returns the line that stands in for lost lines */
export const createLineQueue = (limitBytes: number, describeLoss: (lines: number) => string): LineQueue => {
  let lines: Buffer[] = [];
  let usedBytes = 0;
  let lost = 0;
  const enqueue = (line: string): boolean => {
    const bytes = Buffer.from(`${line}\n`);
    if (usedBytes + bytes.length > limitBytes) return false;
    lines.push(bytes);
    usedBytes += bytes.length;
    return true;
  };
  return {
    add: (line) => {
      // After a lost line comes the one that tells of it.
      if (lost > 0 || !enqueue(line)) lost++;
    },
    take: () => {
      let bytes = 0;
      let count = 0;
      for (const line of lines) {
        if (count > 0 && bytes + line.length > BATCH_BYTES) break;
        bytes += line.length;
        count++;
      }
      const batch = Buffer.concat(lines.slice(0, count), bytes);
      lines = lines.slice(count);
      return batch;
    },
    release: (bytes) => {
      usedBytes -= bytes;
      if (lost > 0 && enqueue(describeLoss(lost))) lost = 0;
    },
    isEmpty: () => lines.length === 0,
    hasLoss: () => lost > 0,
  };
};
