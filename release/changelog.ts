const UNRELEASED = '## Unreleased';
const SECTION = /^## .*$/m;

/** Returns what a section of the changelog has below its heading; undefined if there is no such section. */
export const sectionOf = (changelog: string, name: string): string | undefined => {
  const heading = `\n## ${name}\n`;
  const start = changelog.indexOf(heading);
  if (start === -1) return undefined;
  const rest = changelog.slice(start + heading.length);
  const end = rest.search(SECTION);
  return (end === -1 ? rest : rest.slice(0, end)).trim();
};

/** Gives what is unreleased a version, below an empty section for what comes next. Throws an Error if there is nothing. */
export const release = (changelog: string, version: string): string => {
  if (!sectionOf(changelog, 'Unreleased')) throw new Error('CHANGELOG.md has nothing below "## Unreleased".');
  if (sectionOf(changelog, version) !== undefined) throw new Error(`CHANGELOG.md has ${version} already.`);
  return changelog.replace(`\n${UNRELEASED}\n`, `\n${UNRELEASED}\n\n## ${version}\n`);
};
