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
  const found: { name: string; path: string; member: string }[] = [];
  // One after another: Vite's runner takes modules that wait for each other at the same time for a circle, and gives one unfinished.
  for (const path of files) {
    const module: object = await import(new URL(path, folder).href);
    for (const [member, value] of Object.entries(module))
      if (isAction(value)) found.push({ name: value.name, path, member });
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
};

const keyOf = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
