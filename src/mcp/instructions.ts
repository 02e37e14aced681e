import type { McpClient } from './client.ts';

/** Tells an agent what the server is for, and how the program that it builds reaches it. */
export const instructionsFor = ({ server, account, keys, isReadOnly, tools }: McpClient): string =>
  [
    'cosell speaks the AWS Partner Central Selling API on this machine, so that a connector can be built and checked without AWS. Names, limits, errors and events are those of the API.',
    `Programs call it at ${server.endpoint} in the region ${server.region}${
      server.isStrict
        ? ', and sign with keys that the operator gave.'
        : ': the access key id is the account (twelve digits), any secret will do.'
    }`,
    keys
      ? 'The tools call with the keys that this MCP server was given.'
      : `The tools call as the account ${account}, unless their argument account names another. Most data are in the catalog Sandbox or AWS; the two know nothing of each other.`,
    'What AWS does is done by tools in lower case: refer sends a referral, review decides a review, clock_advance lets time pass, faults_add makes calls or tasks fail. tasks_list, feed and requests_get show what happened and why.',
    ...(tools === 'core'
      ? ['What has no tool of its own is found by describe_tool and called by call_tool.']
      : []),
    ...(isReadOnly ? ['This is the read-only mode: nothing can be changed.'] : []),
  ].join('\n');
