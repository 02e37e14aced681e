/** A server, and the token that its operator's routes want; empty if none. */
export interface Operated {
  endpoint: string;
  token: string;
}

/** Calls an action of the operator. Returns its answer. Throws an Error with the server's words. */
export const callOperator = async (
  { endpoint, token }: Operated,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<unknown> => {
  const response = await fetch(endpoint + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== '' && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`cosell refused ${method} ${path} (HTTP ${response.status}): ${text}`);
  return JSON.parse(text);
};
