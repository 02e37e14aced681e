import type { Authenticator } from '../access/authenticator.ts';
import type { Faults } from '../controls/faults.ts';
import { createTurns } from '../kit/flow/end-of-turn.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import {
  InternalServerException,
  NotImplementedException,
  ServiceError,
  UnknownOperationException,
} from '../kit/service/errors.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { OperationName } from '../model/contract.ts';
import { isOperationName } from '../model/contract.ts';
import { decodeInput } from '../model/decode.ts';
import { encodeOutput } from '../model/encode.ts';
import { requestValidationFailed } from '../model/errors.ts';
import type { Operations } from '../operations/index.ts';
import type { Call } from '../operations/operation.ts';
import { perform } from '../operations/opportunities/late-reads.ts';

const TARGET_PREFIX = 'AWSPartnerCentralSelling.';
const CONTENT_TYPE = 'application/x-amz-json-1.0';
/** Of the answer to a request that names its operation by its path. Seen. */
const PATH_CONTENT_TYPE = 'application/json';

/** An HTTP answer, and what a log may say of it: never a body. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  operation?: string;
  account?: string;
  error?: unknown;
  /** Instead of being answered, the connection ends. */
  isDropped?: boolean;
}

export interface AwsJsonOptions {
  operations: Operations;
  authenticator: Authenticator;
  /** Makes the call of an account, as of now; `particulars` are what this call has of its own. */
  callOf(account: string, particulars?: Partial<Pick<Call, 'taskWait' | 'onGone'>>): Call;
  /** What the operator has set to go wrong. Default nothing. */
  faults?: Pick<Faults, 'meet'>;
}

/**
 * The awsJson1_0 protocol: an HTTP request becomes a typed call, its outcome an HTTP answer. Errors come in the order
 * in which AWS finds them: the operation, the body, the caller, what the caller may do, and the input's limits.
 * Never throws.
 */
export const createAwsJson = ({ operations, authenticator, callOf, faults: injected }: AwsJsonOptions) => {
  const endOfTurn = createTurns();
  const answer = async (
    request: SignedRequest,
    known: Partial<Answer>,
    onGone: Call['onGone'],
  ): Promise<string> => {
    const name = operationOf(request);
    known.operation = name;
    const { input, faults } = decodeInput(name, parseBody(request.body));
    const { account } = await authenticator.identify(request);
    known.account = account;
    const met = await injected?.meet({ account, operation: name, catalog: catalogOf(input) });
    const { drop, ...particulars } = met ?? {};
    known.isDropped = drop !== undefined;
    if (drop === 'before') return '';
    const operation = operations.get(name);
    if (!operation) throw NotImplementedException(name);
    if (faults.length > 0) throw requestValidationFailed(faults);
    const body = encodeOutput(
      name,
      await perform(operation, input, callOf(account, { ...particulars, onGone })),
    );
    // What changed something became durable together with others, so their answers are together already.
    if (operation.access === 'List' || operation.access === 'Read') await endOfTurn();
    return body;
  };

  return async (request: SignedRequest, requestId: string, onGone?: Call['onGone']): Promise<Answer> => {
    const known: Partial<Answer> = {};
    const contentType = nameInPath(request) ? PATH_CONTENT_TYPE : CONTENT_TYPE;
    try {
      const body = await answer(request, known, onGone);
      return { status: 200, headers: headersOf(requestId, contentType), body, ...known };
    } catch (error) {
      return { ...errorAnswer(error, requestId, contentType), ...known };
    }
  };
};

/** An operation that names a resource by its ARN has its catalog there. */
const catalogOf = (input: object): string | undefined => {
  const { Catalog, ResourceArn = '' } = input as { Catalog?: string; ResourceArn?: string };
  return Catalog ?? /:catalog\/(AWS|Sandbox)\//.exec(ResourceArn)?.[1];
};

const operationOf = (request: SignedRequest): OperationName => {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : nameInPath(request);
  if (name !== undefined && isOperationName(name)) return name;
  throw UnknownOperationException(
    `X-Amz-Target has to be ${TARGET_PREFIX} followed by the name of an operation of this API. Without that header, the ` +
      'path has to end with the name.',
  );
};

/**
 * The operation that the path names where there is no X-Amz-Target: `POST /GetOpportunity`. Seen: AWS's own request
 * collection calls so. As this API is served on every path, so that it can stand behind a prefix, the last part counts.
 */
const nameInPath = ({ headers, path }: SignedRequest): OperationName | undefined => {
  if (headers['x-amz-target'] !== undefined) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isOperationName(name) ? name : undefined;
};

/** Any error as the API answers it. What is not of the API's own is an InternalServerException that tells nothing. */
export const errorAnswer = (error: unknown, requestId: string, contentType = CONTENT_TYPE): Answer => {
  const answered = error instanceof ServiceError ? error : InternalServerException(requestId);
  const body = { __type: answered.name, Message: answered.message, ...answered.details };
  return {
    status: answered.statusCode,
    headers: { ...headersOf(requestId, contentType), 'x-amzn-errortype': answered.name },
    body: JSON.stringify(body),
    error,
  };
};

const headersOf = (requestId: string, contentType: string): Record<string, string> => ({
  'content-type': contentType,
  'x-amzn-requestid': requestId,
});
