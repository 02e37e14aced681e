import type { Operator } from '../operator/action.ts';
import { loadActions } from '../operator/index.ts';
import { matchPath } from '../operator/match.ts';
import { openApiOf } from '../operator/open-api.ts';
import { perform } from '../operator/perform.ts';
import { readInput } from '../operator/read-input.ts';
import { version } from './version.ts';

/** A request under `/_cosell/` that may be for an action. */
export interface OperatorRequest {
  method: string;
  /** As on the request line. */
  url: string;
  body: Buffer;
  /** Reads the body. Throws SerializationException. */
  parse(body: Buffer): unknown;
}

/** What an action answers, or which methods the path takes. */
export type OperatorOutcome = { answer: unknown } | { allow: string[] };

/** Does what a request asks for. Undefined where there is nothing at its path. Throws the errors of `model/errors.ts`. */
export const route = async (
  { method, url, body, parse }: OperatorRequest,
  operatorOf: () => Operator,
): Promise<OperatorOutcome | undefined> => {
  const [path = '', ...query] = url.split('?');
  const matches = matchPath(await loadActions(), path);
  if (matches.length === 0) return undefined;
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = matches.find(({ action }) => action.method === wanted);
  if (!match) return { allow: matches.map(({ action }) => action.method).sort() };
  const hasBody = wanted !== 'GET' && wanted !== 'DELETE';
  const input = readInput(match, {
    query: new URLSearchParams(query.join('?')),
    body: hasBody ? parse(body) : undefined,
  });
  return { answer: await perform(match.action, input, operatorOf()) };
};

/** The OpenAPI document of everything under `/_cosell/`. */
export const openApi = async (): Promise<object> => openApiOf([...(await loadActions()).values()], version);

/** Does an action for whoever calls it in this process. Throws what `perform` throws. */
export const performByName = async (name: string, input: unknown, operator: Operator): Promise<unknown> => {
  const action = (await loadActions()).get(name);
  if (!action) throw new Error(`There is no action ${name}.`);
  return perform(action, input, operator);
};
