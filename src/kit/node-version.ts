/** The first version that has SQLite without a flag. Source: Node.js docs, SQLite, history. */
const LEAST: readonly [major: number, minor: number] = [22, 13];

/**
 * Says what is needed if a version of Node.js is too old, else returns undefined. What imports this first and nothing else can say
 * so: the rest cannot even be loaded there.
 */
export const nodeFault = (version: string): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return undefined;
  return (
    `cosell needs Node.js ${LEAST.join('.')} or newer, and this is ${version}: install a newer one from https://nodejs.org, ` +
    'or with the version manager that you use.'
  );
};
