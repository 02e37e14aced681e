import autocannon from 'autocannon';

/** The calling account; any account may call. */
export const PARTNER = '111122223333';

/** Headers like the SDK's, with a dummy signature of the same length. */
export const headersOf = (operation: string, account = PARTNER): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
  'x-amz-date': '20261123T093000Z',
  authorization:
    `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/partnercentral-selling/aws4_request, ` +
    `SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
});

/** Makes one call. Throws if it is refused. */
export const call = async <Answer>(endpoint: string, operation: string, input: object): Promise<Answer> => {
  const body = JSON.stringify(input);
  const answer = await fetch(endpoint, { method: 'POST', headers: headersOf(operation), body });
  const text = await answer.text();
  // An operation without output has an empty body.
  if (answer.ok) return (text ? JSON.parse(text) : {}) as Answer;
  throw new Error(`${operation} was refused: ${text}`);
};

/** Repeats a call, with these headers, for some seconds on 32 connections. Returns the number of requests, and requests per second. */
export const callFor = async (
  seconds: number,
  endpoint: string,
  operation: string,
  input: object,
  headers = headersOf(operation),
): Promise<{ requests: number; perSecond: number }> => {
  const result = await autocannon({
    url: endpoint,
    method: 'POST',
    headers,
    body: JSON.stringify(input),
    connections: 32,
    duration: seconds,
    sampleInt: 100,
  });
  requireSuccess(operation, result);
  return { requests: result['2xx'], perSecond: result['2xx'] / result.duration };
};

/** Makes each of these calls once, `connections` at a time. */
export const callEach = async (
  endpoint: string,
  operation: string,
  inputs: readonly object[],
  connections = 64,
): Promise<void> => {
  const bodies = inputs.map((input) => JSON.stringify(input));
  let next = 0;
  const result = await autocannon({
    url: endpoint,
    method: 'POST',
    headers: headersOf(operation),
    connections,
    amount: bodies.length,
    // The interval in milliseconds at which autocannon checks whether the last call was answered.
    sampleInt: 10,
    requests: [{ setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] }) }],
  });
  requireSuccess(operation, result);
  if (result['2xx'] !== bodies.length)
    throw new Error(`${result['2xx']} of ${bodies.length} calls were answered`);
};

const requireSuccess = (operation: string, { non2xx, errors }: autocannon.Result): void => {
  if (non2xx + errors > 0) throw new Error(`${operation}: ${non2xx} refused, ${errors} failed`);
};
