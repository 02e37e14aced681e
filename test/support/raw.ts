import type { OperationName } from '../../src/model/contract.ts';
import { shapeFaults } from './shape.ts';

/** A raw response. */
export interface RawAnswer {
  status: number;
  /** The error's name; empty if there is no error. */
  type: string;
  body: Record<string, unknown>;
}

/**
 * Calls an operation without the SDK, which is lenient with responses. Throws if a response does not conform to its
 * shape, or an error to the protocol.
 */
export const callRaw = async (
  server: { endpoint: string },
  account: string,
  operation: OperationName,
  body: object,
  headers: Record<string, string> = {},
): Promise<RawAnswer> => {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/partnercentral-selling/aws4_request`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  const type = response.headers.get('x-amzn-errortype') ?? '';
  const faults = response.status === 200 ? shapeFaults(operation, text) : errorFaults(type, answer);
  if (!response.headers.get('x-amzn-requestid')) faults.push('no request id');
  if (faults.length > 0) throw new Error(`${operation}: ${faults.join('; ')}`);
  return { status: response.status, type, body: answer };
};

const errorFaults = (type: string, answer: Record<string, unknown>): string[] => {
  const members =
    type === 'ValidationException' ? ['__type', 'Message', 'Reason', 'ErrorList'] : ['__type', 'Message'];
  const faults = members.filter((member) => answer[member] === undefined).map((member) => `no ${member}`);
  return answer.__type === type ? faults : [...faults, '__type is not X-Amzn-ErrorType'];
};
