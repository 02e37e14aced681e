import { type Shape, type SnippetCall, type SnippetLanguage, snippet } from '../../kit/snippet/index.ts';
import { inputSchema, isOperationName } from '../../model/contract.ts';
import { ConflictException } from '../../model/errors.ts';
import { enumNamesOf, snippetShape } from '../../model/snippet-shape.ts';
import type { RequestDetail } from '../../operator/request-detail-schemas.ts';
import { formInput } from './form-input.ts';

/** What the code of a call needs of the server that it was sent to. */
export interface Surroundings {
  /** Whether any secret does, so that the code can have the access key id of the call. */
  isTrusting: boolean;
  isSecure: boolean;
  region: string;
}

/**
 * Returns a call as code that repeats it. Secrets are placeholders.
 * @throws ConflictException if its operation or its body is not known
 */
export const codeOf = async (
  detail: RequestDetail,
  language: SnippetLanguage,
  { isTrusting, isSecure, region }: Surroundings,
): Promise<string> => {
  const { operation, request, account } = detail;
  if (operation === undefined || !request) {
    throw ConflictException(
      'This call names no operation that the service has, so it cannot be written as code.',
    );
  }
  const { host = '', authorization = '' } = request.headers;
  const service = detail.service as SnippetCall['service'];
  return snippet(language, {
    service,
    operation,
    input: inputOf(detail),
    shape: await shapeOf(service, operation),
    endpoint: `${isSecure ? 'https' : 'http'}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`,
    region: /Credential=[^/]+\/\d+\/([a-z0-9-]+)\//.exec(authorization)?.[1] ?? region,
    ...(isTrusting && { accessKeyId: detail.accessKeyId ?? account }),
  });
};

const inputOf = ({ request, service, requestBytes }: RequestDetail): SnippetCall['input'] => {
  const { json, text, note } = request?.body ?? {};
  if (service === 'sts' && text !== undefined) return formInput(text);
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as SnippetCall['input'];
  if (requestBytes === 0) return {};
  throw ConflictException(`The body of this call is not known as JSON. ${note ?? ''}`.trim());
};

const shapeOf = async (service: SnippetCall['service'], operation: string): Promise<Shape | undefined> => {
  if (service === 'sts') return undefined;
  if (service === 'events') {
    const [{ schemas }, sdk] = await Promise.all([
      import('../../event-bridge/contract.ts'),
      import('@aws-sdk/client-eventbridge'),
    ]);
    return schemas.has(operation) ? snippetShape(schemas.input(operation), enumNamesOf(sdk)) : undefined;
  }
  if (!isOperationName(operation)) return undefined;
  return snippetShape(
    inputSchema(operation),
    enumNamesOf(await import('@aws-sdk/client-partnercentral-selling')),
  );
};
