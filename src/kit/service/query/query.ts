import type { SignedRequest } from '../../http/signed-request.ts';
import { InvalidAction } from '../errors.ts';
import type { Protocol, RequestHead } from '../service.ts';
import { toXml, type XmlContent } from './xml.ts';

export interface QueryOptions {
  /** The service's version in requests: `2011-06-15`. */
  version: string;
  /** The XML namespace of responses. */
  namespace: string;
  /** Codes and statuses of errors that differ from the JSON protocols, by their name there. */
  errors: Readonly<Record<string, readonly [code: string, status: number]>>;
}

export interface QueryProtocol extends Protocol {
  /** Encodes the output of an operation. */
  encode(operation: string, output: XmlContent, requestId: string): string;
}

/**
 * The query protocol: a form in the body, or the query of a URL, names the operation as its `Action`; responses are
 * XML. Reports an unknown operation only after the caller is identified.
 */
export const query = ({ version, namespace, errors }: QueryOptions): QueryProtocol => ({
  contentType: 'text/xml',
  isFor: (head) => isForm(head) || isQuery(head),
  answersGet: isQuery,
  nameOf: (request, api) => {
    const members = membersOf(request);
    const name = members.get('Action') ?? '';
    return members.get('Version') === version && api.isOperationName(name) ? name : undefined;
  },
  read: membersOf,
  notThere: (request, _name, { operations }) => {
    const members = membersOf(request);
    const asked = members.get('Version') || 'NO_VERSION_SPECIFIED';
    return InvalidAction(
      `Could not find operation ${members.get('Action') ?? ''} for version ${asked}. ` +
        `Known here: ${[...operations.keys()].join(', ')}, in ${version}.`,
    );
  },
  encode: (operation, output, requestId) => {
    const response = { [`${operation}Result`]: output, ResponseMetadata: { RequestId: requestId } };
    return `<${operation}Response xmlns="${namespace}">${toXml(response)}</${operation}Response>`;
  },
  writeError: ({ name, message, statusCode }, requestId) => {
    const [code, status] = errors[name] ?? [name, statusCode];
    const Type = status < 500 ? 'Sender' : 'Receiver';
    const response = { Error: { Type, Code: code, Message: message }, RequestId: requestId };
    return { status, code, body: `<ErrorResponse xmlns="${namespace}">${toXml(response)}</ErrorResponse>` };
  },
});

const membersOf = ({ method, query, body }: SignedRequest): URLSearchParams =>
  new URLSearchParams(method === 'GET' ? query : body.toString());

/** JSON in the body is no form, whatever curl calls it: another protocol refuses that. */
const isForm = ({ headers, body }: RequestHead & { body?: Buffer }): boolean =>
  headers['x-amz-target'] === undefined &&
  (headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false) &&
  !/^\s*[{[]/.test(body?.toString('latin1', 0, 64) ?? '');

/** `GET /?Action=GetThing&Version=2011-06-15` */
const isQuery = ({ method, path, query }: RequestHead): boolean =>
  method === 'GET' && path === '/' && /(?:^|&)Action=/.test(query);
