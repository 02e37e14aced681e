import { normalAccount } from '../rules/accounts.ts';
import type { ToolSet } from './client.ts';

/** The account that tools call as, if neither the client nor a tool says another: that of callers without signatures. */
export const DEFAULT_MCP_ACCOUNT = '111122223333';

/** What a client wants, as its URL says it: `/mcp?tools=all&read-only=true&account=111122223333`. */
export interface McpQuery {
  tools: ToolSet;
  isReadOnly: boolean;
  account: string | undefined;
  faults: { FieldName: string; Message: string; Code: 'INVALID_ENUM_VALUE' | 'INVALID_VALUE' }[];
}

/** Reads what a client wants. Finds every fault. */
export const readMcpQuery = (query: URLSearchParams): McpQuery => {
  const faults: McpQuery['faults'] = [];
  const oneOf = (name: string, values: readonly string[]): string => {
    const given = query.get(name) ?? values[0] ?? '';
    if (!values.includes(given)) {
      const Message = `${name} has to be one of ${values.filter(Boolean).join(', ')}.`;
      faults.push({ FieldName: name, Message, Code: 'INVALID_ENUM_VALUE' });
    }
    return given;
  };
  const tools = oneOf('tools', ['core', 'all']) as ToolSet;
  const isReadOnly = oneOf('read-only', ['false', 'true', '']) !== 'false';
  const asked = query.get('account');
  const account = asked === null ? undefined : normalAccount(asked);
  if (asked !== null && account === undefined) {
    const Message = 'account has to be twelve digits, or aws.';
    faults.push({ FieldName: 'account', Message, Code: 'INVALID_VALUE' });
  }
  for (const name of new Set(query.keys())) {
    if (['tools', 'read-only', 'account'].includes(name)) continue;
    faults.push({ FieldName: name, Message: `${name} is unknown.`, Code: 'INVALID_VALUE' });
  }
  return { tools, isReadOnly, account, faults };
};
