import autocannon from 'autocannon';

/** Who calls: any account does. */
export const PARTNER = '111122223333';

/** The headers of a call as the SDK sends them, signature and all, to the length. */
export const headersOf = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
  'x-amz-date': '20261123T093000Z',
  authorization:
    `AWS4-HMAC-SHA256 Credential=${PARTNER}/20261123/us-east-1/partnercentral-selling/aws4_request, ` +
    `SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
});

/** One call. Throws where it is refused. */
export const call = async <Answer>(endpoint: string, operation: string, input: object): Promise<Answer> => {
  const body = JSON.stringify(input);
  const answer = await fetch(endpoint, { method: 'POST', headers: headersOf(operation), body });
  const text = await answer.text();
  // An operation without output answers an empty body.
  if (answer.ok) return (text ? JSON.parse(text) : {}) as Answer;
  throw new Error(`${operation} was refused: ${text}`);
};

/** The same call again and again for some seconds, by 32 connections. Answers how many there were, and per second. */
export const callFor = async (
  seconds: number,
  endpoint: string,
  operation: string,
  input: object,
): Promise<{ requests: number; perSecond: number }> => {
  const result = await autocannon({
    url: endpoint,
    method: 'POST',
    headers: headersOf(operation),
    body: JSON.stringify(input),
    connections: 32,
    duration: seconds,
    sampleInt: 100,
  });
  requireSuccess(operation, result);
  return { requests: result['2xx'], perSecond: result['2xx'] / result.duration };
};

/** Each of these calls once, so many at a time. */
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
    // It looks only so often, in milliseconds, whether the last call was answered.
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
