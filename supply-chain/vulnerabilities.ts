import { execFile } from 'node:child_process';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
type Severity = (typeof severities)[number];

/** What users install may have nothing moderate, what development alone needs nothing high. */
const PRODUCTION_LEVEL: Severity = 'moderate';
const DEVELOPMENT_LEVEL: Severity = 'high';

/** The members of npm's report that are read here: npm docs, "npm audit". */
interface Report {
  message?: string;
  vulnerabilities?: Record<string, Vulnerability>;
}

interface Vulnerability {
  name: string;
  severity: Severity;
  range: string;
  /** Advisories, or the names of packages whose advisories concern this one. */
  via: readonly (string | { title: string; url: string })[];
}

export interface AuditOutcome {
  problems: string[];
  /** Why the registry was not asked; undefined if it answered. */
  skipped?: string;
}

/**
 * Asks the registry, through npm, for known vulnerabilities of the installed packages. An unreachable registry, or one
 * without this endpoint, is `skipped`, never "no vulnerabilities".
 */
export const checkVulnerabilities = async (root: string, registry?: string): Promise<AuditOutcome> => {
  const production = await audit(root, registry, ['--omit=dev']);
  if (typeof production === 'string') return { problems: [], skipped: production };
  const all = await audit(root, registry, []);
  if (typeof all === 'string') return { problems: [], skipped: all };
  const found = [
    ...production.filter(({ severity }) => isAtLeast(severity, PRODUCTION_LEVEL)),
    ...all.filter(({ severity }) => isAtLeast(severity, DEVELOPMENT_LEVEL)),
  ];
  return { problems: [...new Set(found.map(describe))] };
};

/** Returns the vulnerable packages, or why there is no report. */
const audit = async (
  root: string,
  registry: string | undefined,
  flags: string[],
): Promise<Vulnerability[] | string> => {
  const report = parse(await runAudit(root, registry, flags));
  if (report?.vulnerabilities) return Object.values(report.vulnerabilities);
  return report?.message ?? 'npm audit printed no report.';
};

/** Returns what npm prints. Its exit code is 1 both for vulnerabilities and for a registry that does not answer. */
const runAudit = (root: string, registry: string | undefined, flags: string[]): Promise<string> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...(registry && { npm_config_registry: registry }) };
    const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 };
    execFile('npm', ['audit', '--json', '--no-progress', ...flags], options, (_error, stdout) =>
      resolve(stdout),
    );
  });

const parse = (text: string): Report | undefined => {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
};

const isAtLeast = (severity: Severity, level: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(level);

const describe = ({ name, range, severity, via }: Vulnerability): string => {
  const why = via.map((each) => (typeof each === 'string' ? `by ${each}` : `${each.title}, ${each.url}`));
  return `${name} ${range} has a vulnerability, ${severity}: ${why.join('; ')}.`;
};
