import type { IncomingHttpHeaders } from 'node:http';
import { once } from '../kit/flow/once.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import {
  InternalServerException,
  NotImplementedException,
  ServiceError,
  UnknownOperationException,
} from '../kit/service/errors.ts';
import { parseBody } from '../kit/shape/json.ts';
import type { Answer, AwsJsonOptions } from './aws-json.ts';

/** The part of EventBridge that an account needs to be told of its events, in the awsJson1_1 protocol. */

const TARGET_PREFIX = 'AWSEvents.';
const CONTENT_TYPE = 'application/x-amz-json-1.1';

export const isEventBridgeRequest = (headers: IncomingHttpHeaders): boolean =>
  String(headers['x-amz-target'] ?? '').startsWith(TARGET_PREFIX);

/** The SDK's package takes a tenth of a second and some megabytes: it is loaded when it is first asked for. */
const load = once(async () => {
  const { constraintsFailed, decodeInput, encodeOutput, isOperationName, loadOperations } = await import(
    '../event-bridge/index.ts'
  );
  const operations = await loadOperations();
  return { constraintsFailed, decodeInput, encodeOutput, isOperationName, operations };
});

/**
 * Answers EventBridge's requests. Errors come in the order in which `createAwsJson` finds them, but that an operation
 * which is not there is told without looking at its body. Never throws.
 */
export const createEventBridge = ({
  authenticator,
  callOf,
}: Pick<AwsJsonOptions, 'authenticator' | 'callOf'>) => {
  const perform = async (request: SignedRequest, known: Partial<Answer>): Promise<string> => {
    const { operations, isOperationName, decodeInput, constraintsFailed, encodeOutput } = await load();
    const name = String(request.headers['x-amz-target']).slice(TARGET_PREFIX.length);
    if (!isOperationName(name)) {
      throw UnknownOperationException(
        `X-Amz-Target has to be ${TARGET_PREFIX} followed by the name of an operation of EventBridge.`,
      );
    }
    known.operation = `events:${name}`;
    const operation = operations.get(name);
    const decoded = operation && decodeInput(name, parseBody(request.body));
    const { account } = await authenticator.identify(request);
    known.account = account;
    if (!decoded) throw NotImplementedException(`EventBridge's ${name}`);
    if (decoded.faults.length > 0) throw constraintsFailed(decoded.faults);
    return encodeOutput(name, await operation.handle(decoded.input, callOf(account)));
  };

  return async (request: SignedRequest, requestId: string): Promise<Answer> => {
    const known: Partial<Answer> = { operation: 'events' };
    try {
      const body = await perform(request, known);
      return { status: 200, headers: headersOf(requestId), body, ...known };
    } catch (error) {
      return { ...eventBridgeErrorAnswer(error, requestId), ...known };
    }
  };
};

/** Any error as EventBridge answers it: its own is an InternalException, and a message has a small m. */
export const eventBridgeErrorAnswer = (error: unknown, requestId: string): Answer => {
  const answered = error instanceof ServiceError ? error : InternalServerException(requestId);
  const name = answered.statusCode === 500 ? 'InternalException' : answered.name;
  return {
    status: answered.statusCode,
    headers: { ...headersOf(requestId), 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message: answered.message }),
    error,
  };
};

const headersOf = (requestId: string): Record<string, string> => ({
  'content-type': CONTENT_TYPE,
  'x-amzn-requestid': requestId,
});
