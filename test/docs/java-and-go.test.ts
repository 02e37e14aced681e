import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/python.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { codeBlocks, reasonNotToRun } from './support/code-blocks.ts';

const TOKEN = 'token-of-the-tests';

/** The block of a page that is run here: it needs nothing but what the language has of its own. */
const programOf = (page: string): string => {
  const mine = codeBlocks().filter(
    (block) => block.page === page && reasonNotToRun(block)?.startsWith('test/docs/java-and-go.test.ts'),
  );
  expect(mine).toHaveLength(1);
  return mine[0]!.code;
};

/** Runs a page's program against a server, and expects its four answers. */
const expectToRun = async (command: string, file: string, code: string, args: readonly string[] = []) => {
  const server = await startServer({ operatorToken: TOKEN, journal: 1000 });
  const path = join(await temporaryFolder(), file);
  await writeFile(path, code);
  const outcome = await runProgram(command, [...args, path, server.endpoint, TOKEN]);
  expect([outcome.code, outcome.code === 0 ? '' : outcome.stderr]).toEqual([0, '']);
  const answers = outcome.stdout.trim().split('\n').slice(-3);
  const [referral, clock, requests] = answers.map((answer) => JSON.parse(answer));
  expect(referral).toMatchObject({ invitationId: expect.stringMatching(/^engi-/) });
  expect(clock.offset).toBe(16 * 86_400_000);
  expect(requests).toEqual({ requests: [] });
};

test("the JDK's client calls the operator's actions as docs/start/java.md says", async ({ skip }) => {
  if ((await runProgram('javac', ['--version'])).code !== 0) skip('there is no JDK here');
  await expectToRun('java', 'Operator.java', programOf('docs/start/java.md'));
});

test("Go calls the operator's actions as docs/start/go.md says", async ({ skip }) => {
  if ((await runProgram('go', ['version'])).code !== 0) skip('there is no Go here');
  await expectToRun('go', 'operator.go', programOf('docs/start/go.md'), ['run']);
});
