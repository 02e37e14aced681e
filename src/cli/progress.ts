const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
/** What takes less shows nothing. */
const SILENT_MS = 1_000;

/**
 * Runs what may take long. After a second it shows on standard error, if that is a terminal, what is being done, for how long
 * already, and what `note` was last told.
 */
export const withProgress = async <T>(
  what: string,
  work: (note: (text: string) => void) => Promise<T>,
  { stream = process.stderr, silentMs = SILENT_MS }: { stream?: NodeJS.WriteStream; silentMs?: number } = {},
): Promise<T> => {
  let noted = '';
  const note = (text: string): void => {
    noted = text;
  };
  if (!stream.isTTY) return work(note);
  const began = performance.now();
  let frame = 0;
  const draw = (): void => {
    const elapsedMs = performance.now() - began;
    if (elapsedMs < silentMs) return;
    const line = `${what}: ${[noted, `${Math.floor(elapsedMs / 1_000)} s`].filter(Boolean).join(', ')}`;
    stream.write(`\r\u001b[K${FRAMES[frame++ % FRAMES.length]} ${line.slice(0, (stream.columns ?? 80) - 3)}`);
  };
  const drawing = setInterval(draw, FRAME_MS);
  try {
    return await work(note);
  } finally {
    clearInterval(drawing);
    if (frame > 0) stream.write('\r\u001b[K');
  }
};

/** Returns a number of bytes for people. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${Math.ceil(bytes / 1_000_000)} MB`;
