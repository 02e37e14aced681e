import type { ServerFlags } from '../operator/call.ts';

/** The flags of `cosell mcp`. */
export interface McpFlags extends ServerFlags {
  account: string;
  tools: 'core' | 'all';
  readOnly?: true;
  data: string;
}
