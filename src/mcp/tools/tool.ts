import type { CallToolResult, ToolAnnotations } from '@modelcontextprotocol/server';
import type { JsonSchema } from '../../kit/action/json-schema.ts';
import type { McpClient } from '../client.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** A tool, whoever uses it. */
export interface Tool {
  name: string;
  title: string;
  /** What it does, and when to use it. */
  description: string;
  annotations: Required<Omit<ToolAnnotations, 'title'>>;
  /** The schema of its arguments. */
  schemaFor(client: McpClient): JsonSchema;
  /** Returns why the client may not use it, or undefined if it may. */
  whyNot(client: McpClient): string | undefined;
  /** Uses it. What is wrong with the arguments, and what the server refuses, is a result too. */
  call(client: McpClient, given: Arguments, signal?: AbortSignal): Promise<CallToolResult>;
}

/** Annotations of a tool that only reads. */
export const READS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;
