import { readdir } from 'node:fs/promises';
import { isAction } from '../src/kit/action/action.ts';

const folder = new URL('../src/operator/', import.meta.url);

/** The module src/operator/actions.ts: the type and the name of each action in the folders beside it. */
export const actionsModule = async (): Promise<string> => {
  const actions = await findActions();
  return `// Made by \`npm run docs\` from the actions in the folders beside this file. Not to be edited.

/**
 * The types of the actions by name, for callers in this process. Importing this module loads none of them.
 */
export interface ActionTypes {
${actions.map(({ name, path, member }) => `  ${keyOf(name)}: typeof import('./${path}').${member};`).join('\n')}
}

export const actionNames: readonly (keyof ActionTypes)[] = [
${actions.map(({ name }) => `  '${name}',`).join('\n')}
];
`;
};

const findActions = async () => {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\/[a-z-]+\.ts$/.test(file));
  const found = await Promise.all(
    files.map(async (path) => {
      const module: object = await import(new URL(path, folder).href);
      return Object.entries(module).flatMap(([member, value]) =>
        isAction(value) ? [{ name: value.name, path, member }] : [],
      );
    }),
  );
  return found.flat().sort((one, other) => (one.name < other.name ? -1 : 1));
};

const keyOf = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
