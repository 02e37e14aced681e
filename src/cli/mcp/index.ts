import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_MCP_ACCOUNT } from '../../mcp/query.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { addServerFlags, orFail } from '../operator/call.ts';
import type { McpFlags } from './flags.ts';

/** `cosell mcp`: serves the Model Context Protocol on standard input and output. */
export const mcpCommand = (): Command => {
  const command = addServerFlags(
    new Command('mcp').description('Offers a server to coding agents by the Model Context Protocol (stdio).'),
  )
    .addOption(
      new Option('--account <account>', 'the account that tools call as if they name none')
        .default(DEFAULT_MCP_ACCOUNT)
        .argParser(accountOf),
    )
    .addOption(
      new Option('--tools <set>', 'core: the usual work, and two tools for the rest; all: each by itself')
        .choices(['core', 'all'])
        .default('core'),
    )
    .option('--read-only', 'offer only what changes nothing')
    .addOption(
      new Option(
        '--data <folder>',
        'data of the server that it starts if none runs at the default --endpoint: a folder, or "memory"',
      ).default('memory'),
    )
    .addHelpText(
      'after',
      `
An agent starts it; see docs/start/mcp.md for the configuration of Claude Code, Claude Desktop, VS Code and Cursor. If no --endpoint is given and none runs on
port 4747, it starts a server there, which ends with it. Where signatures are checked it needs an operator token with the scope admin
(COSELL_OPERATOR_TOKEN), or keys (COSELL_ACCESS_KEY_ID, COSELL_SECRET_ACCESS_KEY, COSELL_SESSION_TOKEN), with which policies decide.

Example:
  claude mcp add cosell -- npx cosell mcp`,
    );
  return command.action((flags: McpFlags) =>
    orFail(async () => {
      const isGiven = command.getOptionValueSource('endpoint') !== 'default';
      await (await import('./run.ts')).runMcp(flags, { isEndpointGiven: isGiven });
    }),
  );
};

const accountOf = (text: string): string => {
  const account = normalAccount(text);
  if (account !== undefined) return account;
  throw new InvalidArgumentError('An account is twelve digits, or aws.');
};
