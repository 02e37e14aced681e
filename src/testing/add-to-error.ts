/** An error as a test runner keeps it: an Error, or an object with its members. */
export interface KeptError {
  message?: string;
  stack?: string;
}

/** Whether a thrown value can be given further text. */
export const isKeptError = (error: unknown): error is KeptError =>
  typeof error === 'object' && error !== null && ('message' in error || 'stack' in error);

/**
 * Appends text to the message of an error, in its stack too, before the lines of the stack: runners print one or the other.
 * Has no effect on an error that is frozen.
 */
export const addToError = (error: KeptError, text: string): void => {
  const { message = '', stack } = error;
  Reflect.set(error, 'message', `${message}\n\n${text}\n`);
  if (typeof stack !== 'string') return;
  const frames = stack.search(/\n\s+at /);
  const [head, rest] = frames < 0 ? [stack, ''] : [stack.slice(0, frames), stack.slice(frames)];
  Reflect.set(error, 'stack', `${head}\n\n${text}${rest}`);
};
