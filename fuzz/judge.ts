import { type FuzzCase, isBytes } from './case.ts';
import type { Outcome } from './send.ts';

/** Says so clearly: the operation is known, and this server has no handler. */
const NOT_IMPLEMENTED = 501;
/** The server sheds load. */
const UNAVAILABLE = 503;

/** Returns what is wrong with an answer; undefined if nothing is. */
export const faultOf = (one: FuzzCase, { statuses, text, headers }: Outcome): string | undefined => {
  const wrong = statuses.find(
    (status) => status >= 500 && status !== UNAVAILABLE && status !== NOT_IMPLEMENTED,
  );
  if (wrong) return `status ${wrong}`;
  if (/polluted|at [\w.<>]+ \(?(?:file:|\/|node:)/.test(text))
    return 'the answer shows the inside of the server';
  if (isBytes(one)) return undefined;
  const [status = 0] = statuses;
  if (!headers['x-amzn-requestid'] && one.method !== 'OPTIONS') return 'no request id';
  const isError = status >= 400 && one.method !== 'HEAD' && text !== '';
  if (isError && !/^\s*[{<]/.test(text)) return `an error that is neither JSON nor XML: ${text.slice(0, 80)}`;
  return undefined;
};
