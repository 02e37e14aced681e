import { Command } from 'commander';
import { isLoopback } from '../../../access/choose-authenticator.ts';
import { nearest } from '../../../kit/shape/nearest.ts';
import { readConfig } from '../../config/read-config.ts';
import { quotasOf } from '../../flags.ts';
import { addServerFlags } from '../../operator/call.ts';
import { check, type Finding, ok, type Patient, problem, warning } from '../check.ts';

/** The file, the variables and the flags: what is unknown, invalid or contradicts. */
export const configuration = check('configuration', 'Configuration', async (patient) => {
  const findings = [...unknownVariables(patient), ...contradictions(patient), ...(await ofFile(patient))];
  return findings.length > 0
    ? findings
    : [ok('The options, variables and the configuration file are valid.')];
});

/** Variables that no option reads: a misspelt one has no effect. */
const unknownVariables = ({ command }: Patient): Finding[] => {
  const options = [...command.options, ...addServerFlags(new Command()).options];
  // Some options name theirs in the description only.
  const known = new Set(
    options.flatMap(({ envVar, description }) => [
      envVar ?? '',
      ...(description.match(/COSELL_[A-Z_]+/g) ?? []),
    ]),
  );
  return Object.keys(process.env)
    .filter((name) => name.startsWith('COSELL_') && !known.has(name))
    .map((name) => {
      const [meant] = nearest(name, [...known]);
      return warning(
        `The variable ${name} has no effect: no option reads it.`,
        meant === undefined ? 'Remove it.' : `Remove it, or write ${meant}.`,
      );
    });
};

const contradictions = ({ command, flags }: Patient): Finding[] => {
  const findings: Finding[] = [];
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) !== 'default';
  if (flags.databaseUrl !== undefined && isGiven('data'))
    findings.push(
      warning(
        '--data has no effect, because --database-url is given, too.',
        'Remove one of COSELL_DATA and COSELL_DATABASE_URL, or of their flags.',
      ),
    );
  if (flags.data === 'memory' && flags.databaseUrl === undefined)
    findings.push(
      warning(
        'The data is in memory: it is lost when the server ends.',
        'Give a folder by --data to keep it.',
      ),
    );
  if (flags.auth === 'off' && !isLoopback(flags.host))
    findings.push(
      warning(
        `Anybody who reaches ${flags.host} may act as any account, because --auth is off.`,
        'Use --auth strict, or --host 127.0.0.1.',
      ),
    );
  if ((flags.tlsCert === undefined) !== (flags.tlsKey === undefined))
    findings.push(problem('Of --tls-cert and --tls-key only one is given.', 'Give both, or none.'));
  return findings;
};

const ofFile = async ({ flags: { config: file, quotas } }: Patient): Promise<Finding[]> => {
  try {
    quotasOf(quotas, file === undefined ? undefined : (await readConfig(file)).quotas);
    return [];
  } catch (error) {
    return [problem((error as Error).message, 'Correct it; `cosell config check FILE` checks it again.')];
  }
};
