import { operator, useOperator } from '../api/operator.ts';
import { usePlace } from '../api/place.ts';
import { useServerInfo } from '../api/server-info.ts';
import { useSession } from '../api/session.ts';
import { words } from '../words.ts';

/** An account that the viewer may act as. */
export interface Account {
  id: string;
  /** Its company, or its id. */
  name: string;
}

/** The accounts to choose from: with keys only their own; else those that the operator knows, AWS, and the one of the address. */
export const useAccounts = (): readonly Account[] => {
  const session = useSession();
  const { data: server } = useServerInfo();
  const { account } = usePlace();
  const isOperator = server?.operator === 'open' || session.operatorToken !== undefined;
  const listed = useOperator('accounts', {}, (_, signal) => operator.GET('/_cosell/accounts', { signal }), {
    enabled: isOperator,
  });
  if (session.account !== undefined) return [{ id: session.account, name: session.account }];
  const known = (listed.data?.accounts ?? []).map(({ id, companyName }) => ({ id, name: companyName ?? id }));
  const aws = known.some(({ id }) => id === 'aws') ? [] : [{ id: 'aws', name: words.shell.aws }];
  const here =
    account && account !== 'aws' && !known.some(({ id }) => id === account)
      ? [{ id: account, name: account }]
      : [];
  return [...here, ...known, ...aws];
};
