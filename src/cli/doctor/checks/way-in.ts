import { whyStrict } from '../../../access/choose-authenticator.ts';
import { hasWayIn, MAKE_A_WAY_IN, NO_WAY_IN } from '../../../server/iam.ts';
import { readConfigurable } from '../../../server/read-configurable.ts';
import type { Queries } from '../../../store/tables.ts';
import { readConfig } from '../../config/read-config.ts';
import { operatorTokenOf } from '../../given-secrets.ts';
import { check, ok, type Patient, problem } from '../check.ts';

/** Whether anybody can call a server that checks signatures: it does not start otherwise. */
export const wayIn = check('way-in', 'Way in', async (patient) => {
  const { auth, host } = patient.flags;
  const why = whyStrict(auth, host);
  if (why === undefined || patient.failure) return [];
  return (await isOpenFor(patient))
    ? [ok('Signatures are checked, and there is a key or a token to call with.')]
    : [problem(`No server starts: ${why}, and ${NO_WAY_IN}`, MAKE_A_WAY_IN)];
});

const isOpenFor = async ({ flags, rows }: Patient): Promise<boolean> => {
  if ((await operatorTokenOf(flags)) !== undefined) return true;
  if (flags.config !== undefined) {
    const { principals } = readConfigurable(await readConfig(flags.config));
    if (principals.keys.length > 0) return true;
  }
  return rows !== undefined && (await hasTables(rows)) && hasWayIn(rows);
};

/** Those of a first start are not there yet, or of an older version. */
const hasTables = async (rows: Queries): Promise<boolean> => {
  const there = new Set((await rows.introspection.getTables()).map(({ name }) => name));
  return there.has('iam_access_keys') && there.has('operator_tokens');
};
