import { EXIT } from './exit-codes.ts';
import { explained } from './explain-error.ts';

/** Runs a command. An error is printed on standard error and sets the exit code. */
export const orFail = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`cosell: ${explained(error)}\n`);
    process.exitCode = EXIT.failed;
  }
};
