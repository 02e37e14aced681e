import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Reporter, Vitest } from 'vitest/node';
import { declaredExceptions, declaredReasons } from './declared.ts';
import { unreachable } from './unreachable.ts';

/** Errors that any operation may return before its handler runs. AWS API reference, "Common Error Types". */
const common =
  / (SerializationException|UnknownOperationException|MissingAuthenticationTokenException|IncompleteSignatureException|UnrecognizedClientException|ExpiredTokenException|InvalidSignatureException|RequestEntityTooLargeException|NotFoundException|NotImplementedException)$/;

/** Returns contradictions between what is declared, what was reached, and what is listed as unreachable. */
const misfits = (reached: ReadonlySet<string>): string[] => {
  const declared = new Set([...declaredExceptions(), ...declaredReasons()]);
  const reasonFor = (line: string) => unreachable.find(({ matches }) => matches.test(line));
  const missing = [...declared].filter((line) => !reached.has(line) && !reasonFor(line));
  const undeclared = [...reached].filter(
    (line) => line.endsWith('Exception') && !common.test(line) && !declared.has(line),
  );
  const outdated = [...reached].filter((line) => {
    const reason = declared.has(line) ? reasonFor(line) : undefined;
    return reason && !reason.isPartly;
  });
  return [
    ...missing.map((line) => `not reached by any test: ${line}`),
    ...undeclared.map((line) => `answered, but not declared by the contract: ${line}`),
    ...outdated.map((line) => `reached, but listed as unreachable: ${line}`),
  ].sort();
};

/**
 * At the end of a full test run, reports which exceptions of operations and reason codes of tasks no test reached, and fails
 * the run for one that `unreachable.ts` does not explain. Reports nothing for a partial run.
 */
export const reachedReporter = (): Reporter => {
  const folder = resolve('coverage/reached', String(process.pid));
  let vitest: Vitest | undefined;
  let isWhole = false;
  return {
    onInit: (given) => {
      vitest = given;
      mkdirSync(folder, { recursive: true });
      // The workers inherit it.
      process.env.COSELL_REACHED = folder;
    },
    onTestRunStart: async (specifications) => {
      const all = (await vitest?.globTestSpecifications()) ?? [];
      isWhole =
        specifications.length === all.length &&
        all.some(({ project }) => project.name === 'sqlite') &&
        !vitest?.getGlobalTestNamePattern();
    },
    onTestRunEnd: () => {
      const lines = readdirSync(folder).flatMap((file) =>
        readFileSync(join(folder, file), 'utf8').split('\n'),
      );
      rmSync(folder, { recursive: true });
      if (!isWhole) return;
      const found = misfits(new Set(lines.filter(Boolean)));
      const verdict = `Exceptions and reason codes: ${found.length === 0 ? 'all are reached' : `${found.length} misfits`}`;
      process.stdout.write(`\n${[verdict, ...found].join('\n  ')}\n`);
      if (found.length > 0) process.exitCode = 1;
    },
  };
};
