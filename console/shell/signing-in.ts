import { basePath } from '../api/base-path.ts';
import { authorized } from '../api/call.ts';
import { faultOf, fetchOk, unreachable } from '../api/fault.ts';
import { type Credentials, writeSession } from '../api/session.ts';

/** Signs in with a key: STS tells its account. Throws a `Fault` if the server refuses the key. */
export const signInWithKey = async (credentials: Credentials): Promise<void> => {
  const url = new URL(basePath, location.origin);
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  };
  const headers = await authorized(url, init, { account: '', service: 'sts', credentials });
  const response = await fetch(new Request(url, { ...init, headers })).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  const text = await response.text();
  const account = /<Account>([^<]+)<\/Account>/.exec(text)?.[1];
  if (!response.ok || !account) {
    throw faultOf(response.status, { Message: /<Message>([^<]+)<\/Message>/.exec(text)?.[1] });
  }
  writeSession({ credentials, account });
};

/** Signs in with an operator's token. Throws a `Fault` if the server refuses it. */
export const signInWithToken = async (operatorToken: string): Promise<void> => {
  const url = new URL(`${basePath}_cosell/accounts`, location.origin);
  await fetchOk(new Request(url, { headers: { authorization: `Bearer ${operatorToken}` } }));
  writeSession({ operatorToken });
};
