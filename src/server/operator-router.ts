import { Readable } from 'node:stream';
import { allows, type Scope, scopeOf } from '../kit/action/action.ts';
import { matchPath } from '../kit/action/match.ts';
import { perform } from '../kit/action/perform.ts';
import { readInput } from '../kit/action/read-input.ts';
import { performance } from '../kit/flow/real-time.ts';
import { ServiceError } from '../kit/service/errors.ts';
import { OperatorAccessDenied, requestValidationFailed } from '../model/errors.ts';
import type { Action, Operator } from '../operator/action.ts';
import { loadActions } from '../operator/index.ts';
import { operatorApi } from '../operator/open-api.ts';
import { normalAccount } from '../rules/accounts.ts';
import { version } from './package.ts';
import { ownAccount, type Signer } from './signer.ts';

/** A request under `/_cosell/` that may be for an action. */
export interface OperatorRequest {
  method: string;
  /** Encoded, as on the request line. */
  url: string;
  /** A stream for an action that reads its body itself. */
  body: Buffer | AsyncIterable<Uint8Array>;
  /** Reads the body. Throws SerializationException. */
  parse(body: Buffer): unknown;
  /** What the caller's token allows. */
  scope: Scope;
  /** The account's key that signed the request, instead of a token. */
  signer?: Signer | undefined;
}

/** The result of an action, whole or in pieces of JSON, or the methods that the path allows. */
export type OperatorOutcome =
  | { answer: unknown }
  | { pieces: AsyncGenerator<string, void, undefined> }
  | { allow: string[] };

/** Performs the requested action. Returns undefined if there is none at the path. Throws the errors of `model/errors.ts`. */
export const route = async (
  { method, url, body, parse, scope, signer }: OperatorRequest,
  operatorOf: () => Operator,
): Promise<OperatorOutcome | undefined> => {
  const [path = '', ...query] = url.split('?');
  const matches = matchPath(await loadActions(), path);
  if (matches.length === 0) return undefined;
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = matches.find(({ action }) => action.method === wanted);
  if (!match) return { allow: matches.map(({ action }) => action.method).sort() };
  if (signer) await requireOwn(match.action, signer);
  else requireScope(match.action, scope);
  const { action } = match;
  if (action.handleBody || !Buffer.isBuffer(body)) {
    const stream = Buffer.isBuffer(body) ? Readable.from([body]) : body;
    return { answer: await performWithBody(operatorOf(), action, stream) };
  }
  const hasBody = wanted !== 'GET' && wanted !== 'DELETE';
  const given = { query: new URLSearchParams(query.join('?')), body: hasBody ? parse(body) : undefined };
  const input = readInput(match, given, requestValidationFailed);
  if (signer) limitToOwn(match.action, signer, input);
  if (action.writePieces) return { pieces: action.writePieces(input as never, operatorOf()) };
  return { answer: await performAs(operatorOf(), action, input) };
};

const requireScope = (action: Action, scope: Scope): void => {
  const needed = scopeOf(action);
  if (allows(scope, needed)) return;
  throw OperatorAccessDenied(
    `The action ${action.name} needs a token with the scope ${needed}, and this one has ${scope}.`,
  );
};

/** Makes the input's account the signer's. Throws AccessDeniedException if it is another one, whether that exists or not. */
const limitToOwn = ({ takes }: Action, signer: Signer, input: Record<string, unknown>): void => {
  const { account } = input;
  const asked = account === undefined ? undefined : (normalAccount(String(account)) ?? '');
  const own = ownAccount(signer, asked);
  if ('account' in takes.properties) input.account = own;
};

const requireOwn = async ({ name, own }: Action, signer: Signer): Promise<void> => {
  if (own !== undefined) return signer.requires(own);
  throw OperatorAccessDenied(
    `The action ${name} needs an operator token: a key of an account is not enough.`,
  );
};

/** Returns the name of the requested action, and the members of its input that the path gives. */
export const findAction = async (
  method: string,
  url: string,
): Promise<{ name: string; parameters: Readonly<Record<string, string>> } | undefined> => {
  const [path = ''] = url.split('?');
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = matchPath(await loadActions(), path).find(({ action }) => action.method === wanted);
  return match && { name: match.action.name, parameters: match.parameters };
};

/** Returns the OpenAPI document of everything under `/_cosell/`. */
export const openApi = async (): Promise<object> => operatorApi(await loadActions(), version);

/** Performs an action for a caller in this process. Throws as `route` does. */
export const performByName = async (name: string, input: unknown, operator: Operator): Promise<unknown> => {
  const action = (await loadActions()).get(name);
  if (!action) throw new Error(`There is no action ${name}.`);
  return performAs(operator, action, input);
};

const performAs = async (operator: Operator, action: Action, input: unknown): Promise<unknown> => {
  const answer = await counting(operator, action, () =>
    perform(action, { input, context: operator, refuse: requestValidationFailed }),
  );
  announce(operator, action);
  return answer;
};

const performWithBody = async (
  operator: Operator,
  action: Action,
  body: AsyncIterable<Uint8Array>,
): Promise<unknown> => {
  const { handleBody } = action;
  if (!handleBody) throw new Error(`The action ${action.name} reads no stream.`);
  const answer = await counting(operator, action, () => handleBody(body, operator));
  announce(operator, action);
  return answer;
};

const announce = ({ services: { news } }: Operator, action: Action): void => {
  if (scopeOf(action) !== 'read' && news.isHeard) {
    news.announce({ kind: 'settings', what: action.path.split('/')[2] ?? '' });
  }
};

/** Counts an action beside the calls of the services. */
const counting = async <T>({ services }: Operator, { name }: Action, run: () => Promise<T>): Promise<T> => {
  const { requests, requestDuration } = services.meters;
  const began = performance.now();
  const end = (outcome: string): void => {
    requests.count(['cosell', name, outcome]);
    requestDuration.measure(['cosell', name], (performance.now() - began) / 1000);
  };
  try {
    const answer = await run();
    end('ok');
    return answer;
  } catch (error) {
    end(error instanceof ServiceError ? error.name : 'InternalServerException');
    throw error;
  }
};
