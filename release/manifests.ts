/** The files that name the version of the package, beside package.json. */
export const manifests = [
  'deploy/helm/cosell/Chart.yaml',
  'deploy/kubernetes/kustomization.yaml',
  'deploy/kubernetes/migrate.yaml',
  'deploy/kubernetes/backup.yaml',
  'python/pyproject.toml',
  'docs/operate/deploying.md',
  'docs/start/index.md',
  'examples/webhook/README.md',
  'examples/vitest/README.md',
  'examples/python/README.md',
  'examples/shell/README.md',
] as const;

/** How they name it: an image's tag, a member of its own, or the name of a package's file. */
const namesOf = (version: string): RegExp =>
  new RegExp(
    `(\\bcosell:|\\bcosell-|appVersion: |newTag: |^version = ")${version.replaceAll('.', '\\.')}(?=\\.tgz|"|\\s|$)`,
    'gm',
  );

/** Returns a file with another version. Throws an Error if it does not name the one before. */
export const withVersion = (
  file: string,
  text: string,
  { before, version }: { before: string; version: string },
): string => {
  if (!namesOf(before).test(text)) throw new Error(`${file} does not name the version ${before}.`);
  return text.replaceAll(namesOf(before), `$1${version}`);
};

/** Returns package-lock.json with another version of the package itself. npm would ask the registry, and may find more to change. */
export const withLockedVersion = (text: string, version: string): string => {
  const lock = JSON.parse(text) as { version: string; packages: Record<string, { version: string }> };
  const { '': own, ...others } = lock.packages;
  return `${JSON.stringify({ ...lock, version, packages: { '': { ...own, version }, ...others } }, null, 2)}\n`;
};
