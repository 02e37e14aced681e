import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sectionOf } from './changelog.ts';

/** `node release/notes.ts 1.2.0` prints what the changelog says of a version. */
const [, , version = ''] = process.argv;
const changelog = readFileSync(join(resolve(import.meta.dirname, '..'), 'CHANGELOG.md'), 'utf8');
const notes = sectionOf(changelog, version);
if (!notes) throw new Error(`CHANGELOG.md has nothing below "## ${version}".`);
process.stdout.write(`${notes}\n`);
