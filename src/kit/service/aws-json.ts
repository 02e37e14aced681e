import type { SignedRequest } from '../http/signed-request.ts';
import { parseBody } from '../shape/json.ts';
import { NotImplementedException, type ServiceError, UnknownOperationException } from './errors.ts';
import type { Api, Protocol } from './service.ts';

export interface AwsJsonOptions {
  version: '1.0' | '1.1';
  /** The part of `X-Amz-Target` before the operation's name. */
  targetPrefix: string;
  /** The service's name in messages. */
  title: string;
  /** Returns the message for an operation without a handler. */
  notImplemented(operation: string): string;
  /** Whether a request without `X-Amz-Target` may name its operation by its path: `POST /GetThing`. */
  isNamedByPath?: boolean;
  /** The services beside this one that a client may take it for, by the part of `X-Amz-Target` before the operation's name. */
  siblings?: Readonly<Record<string, string>>;
  /** Makes the body of an error response. Its `__type` is also the header `x-amzn-errortype`. */
  errorBody(error: ServiceError): { __type: string };
}

/** The `Content-Type` of the response to a request that names its operation by its path. Seen. */
const PATH_CONTENT_TYPE = 'application/json';

/** The protocols awsJson1_0 and awsJson1_1: JSON in both directions, the operation in the header `X-Amz-Target`. */
export const awsJson = ({
  version,
  targetPrefix,
  title,
  notImplemented,
  isNamedByPath = false,
  siblings = {},
  errorBody,
}: AwsJsonOptions): Protocol => {
  const contentType = `application/x-amz-json-${version}`;
  const operationOf = (request: SignedRequest, api: Pick<Api, 'isOperationName'>): string => {
    const target = request.headers['x-amz-target'];
    const isTarget = typeof target === 'string' && target.startsWith(targetPrefix);
    const name = isTarget ? target.slice(targetPrefix.length) : undefined;
    if (name !== undefined && api.isOperationName(name)) return name;
    const [prefix = '', asked = ''] = typeof target === 'string' ? target.split(/\.(.*)/s) : [];
    const sibling = Object.hasOwn(siblings, prefix) ? siblings[prefix] : undefined;
    if (sibling !== undefined) {
      throw UnknownOperationException(
        `${asked} is an operation of ${sibling}. This server serves ${title} only: give its endpoint to clients of that service alone, and let others call AWS.`,
      );
    }
    if (target === undefined && isForm(request)) {
      const named = lastPartOf(request.path) || 'ListOpportunities';
      throw UnknownOperationException(
        'A form is no request of this API: application/x-www-form-urlencoded is what curl sends with -d unless it is told otherwise. ' +
          `Send JSON, with -H 'Content-Type: ${contentType}' and -H 'X-Amz-Target: ${targetPrefix}${named}'.`,
      );
    }
    if (isNamedByPath && target === undefined) {
      const last = lastPartOf(request.path);
      if (api.isOperationName(last)) return last;
    }
    throw UnknownOperationException(
      `X-Amz-Target has to be ${targetPrefix} followed by the name of an operation of ${title}.` +
        (isNamedByPath ? ' Without that header, the path has to end with the name.' : ''),
    );
  };
  return {
    contentType,
    ...(isNamedByPath && {
      contentTypeOf: ({ headers }) =>
        headers['x-amz-target'] === undefined ? PATH_CONTENT_TYPE : contentType,
    }),
    isFor: ({ headers }) => {
      const target = headers['x-amz-target'];
      return typeof target === 'string' && target.startsWith(targetPrefix);
    },
    nameOf: operationOf,
    read: ({ body }) => parseBody(body),
    notThere: (_request, name = '') => NotImplementedException(notImplemented(name)),
    writeError: (error) => {
      const body = errorBody(error);
      return { status: error.statusCode, code: body.__type, body: JSON.stringify(body) };
    },
  };
};

const isForm = ({ headers }: SignedRequest): boolean =>
  headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;

/** The last part of a path names the operation, because a proxy may add a prefix. */
const lastPartOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
