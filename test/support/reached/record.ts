import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { isOperationName } from '../../../src/model/contract.ts';

/**
 * Runs in every test worker (`setupFiles` of vitest.config.ts). Records, for `reporter.ts`, which exceptions and reason codes
 * its servers returned, whichever test started them. Node reports every request to a server of the process.
 */

const folder = process.env.COSELL_REACHED;
const known = new Set<string>();

/** Whether an injection was set. What this test file gets from then on may have no other cause. */
let isFaulty = false;

const keep = (operation: string, what: string): void => {
  const line = `${operation} ${what}\n`;
  if (!folder || isFaulty || known.has(line)) return;
  known.add(line);
  appendFileSync(join(folder, `${process.pid}.txt`), line);
};

/** The task whose state an operation returns. */
const taskOf = (operation: string): string => operation.replace(/^(List|Get)(.*Task)s?$/, 'Start$2');

const keepAnswer = (operation: string, body: string): void => {
  const [, exception] = /^\{"__type":"(\w+)"/.exec(body) ?? [];
  if (exception) keep(operation, exception);
  if (!/Tasks?$/.test(operation)) return;
  for (const [, code] of body.matchAll(/"ReasonCode":"(\w+)"/g)) keep(taskOf(operation), `${code}`);
};

const observe = ({ request, response }: { request: IncomingMessage; response: ServerResponse }): void => {
  if (request.method === 'POST' && request.url === '/_cosell/faults') isFaulty = true;
  const operation = /^AWSPartnerCentralSelling\.(\w+)$/.exec(`${request.headers['x-amz-target']}`)?.[1];
  if (!operation || !isOperationName(operation)) return;
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = (...args: unknown[]) => {
    if (Buffer.isBuffer(args[0])) keepAnswer(operation, args[0].toString());
    return end(...args);
  };
};

const listen = (message: unknown): void => observe(message as never);
if (folder) subscribe('http.server.request.start', listen);
// Another file may follow in this process.
afterAll(() => void unsubscribe('http.server.request.start', listen));
