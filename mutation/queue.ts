import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { changedLines } from './changed-lines.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { shuffle } from './shuffle.ts';

/** A mutation to judge. */
export interface Queued extends Mutation {
  /** Whether the change under test added or edited its line. */
  isChanged: boolean;
}

export interface QueueOptions {
  root: string;
  /** Files and folders, relative to the root. */
  paths: readonly string[];
  /** Whether mutations of changed lines come first. */
  isChangedFirst: boolean;
  /** The seed of a sample; undefined for all mutations in the order of the text. */
  seed: string | undefined;
  count: number;
}

const filesOf = (root: string, path: string): string[] =>
  statSync(join(root, path)).isDirectory()
    ? globSync('**/*.ts', { cwd: join(root, path) })
        .map((file) => join(path, file))
        .sort()
    : [path];

const keyOf = ({ file, start, kind, after }: Mutation): string => `${file} ${start} ${kind} ${after}`;

/** Returns the mutations to judge, in order. */
export const queueOf = ({ root, paths, isChangedFirst, seed, count }: QueueOptions): Queued[] => {
  const isInChange = isChangedFirst ? changedLines(root) : () => false;
  const all = paths
    .map((path) => relative(root, resolve(root, path)))
    .flatMap((path) => filesOf(root, path))
    .flatMap((file) => {
      const path = join(root, file);
      return mutationsOf(file, readFileSync(path, 'utf8'), statSync(path).mtimeMs);
    })
    .map((mutation) => ({ ...mutation, isChanged: isInChange(mutation.file, mutation.line) }));
  const ordered = seed === undefined ? all : shuffle(all, seed, keyOf);
  const [changed, others] = [true, false].map((is) => ordered.filter(({ isChanged }) => isChanged === is));
  return [...(changed ?? []), ...(others ?? [])].slice(0, count);
};
