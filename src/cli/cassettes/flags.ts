import { type Command, InvalidArgumentError, Option } from 'commander';
import { portOf } from '../flags.ts';

/** Beside the port of `cosell serve`, so that both can run. */
const PORT = 4748;

/** Adds the port of a command that serves the API on this machine alone. */
export const addPort = (command: Command): Command =>
  command.addOption(
    new Option('--port <number>', 'port on 127.0.0.1; 0 picks a free one').argParser(portOf).default(PORT),
  );

/** Appends a text to those that were given before. */
export const each = (text: string, before: readonly string[] = []): string[] => [...before, text];

/** Parses the URL of an endpoint, or `aws`. Throws InvalidArgumentError. */
export const upstreamOf = (text: string): 'aws' | URL => {
  if (text === 'aws') return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '') return url;
  throw new InvalidArgumentError('An endpoint is like http://127.0.0.1:4747, or aws.');
};

/** Resolves with the first signal that ends a command. A second one ends the process, by Node's default. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

/** Says where programs find an endpoint, on the line that other programs wait for. */
export const ready = (url: string): void => {
  process.stdout.write(`cosell ready on ${url}\n`);
};

/** Explains why a port or a file cannot be had. */
export const startFailure = (error: unknown, { port, file }: { port: number; file?: string }): Error => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${port} of 127.0.0.1 is taken. Stop what listens there, or choose another with --port (0 picks one).`,
    );
  if (code === 'EEXIST')
    return new Error(`${file} is there already, and is not overwritten. Name another file, or remove it.`);
  return error as Error;
};
