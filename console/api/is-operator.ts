import { useServerInfo } from './server-info.ts';
import { useSession } from './session.ts';

/** Whether the viewer may use the operator's routes: they are open to this machine, or an operator signed in. */
export const useIsOperator = (): boolean => {
  const { data: server } = useServerInfo();
  const { operatorToken, credentials } = useSession();
  return operatorToken !== undefined || (server?.operator === 'open' && credentials === undefined);
};
