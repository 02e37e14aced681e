import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Update {
  'package-ecosystem': string;
  directory?: string;
  directories?: string[];
}

test('Dependabot looks where there is something to update', () => {
  const files: Record<string, RegExp> = {
    npm: /^package\.json$/,
    'github-actions': /^(?:\.github\/workflows|setup\/action\.yml)$/,
    docker: /^Dockerfile$/,
    'docker-compose': /compose\.yaml$|docker-compose\.yml$/,
    pip: /pyproject\.toml$/,
  };
  const candidates = [
    ...['package.json', '.github/workflows', 'setup/action.yml', 'Dockerfile', 'python/pyproject.toml'],
    ...['deploy/compose/docker-compose.yml', 'examples/compose/compose.yaml'],
  ].filter((path) => existsSync(join(ROOT, path)));
  const { updates } = parse(read('.github/dependabot.yml')) as { updates: Update[] };
  for (const { 'package-ecosystem': ecosystem, directory, directories = [directory ?? ''] } of updates)
    for (const folder of directories) {
      const below = folder === '/' ? '' : `${folder.slice(1)}/`;
      const found = candidates.filter((path) => path.startsWith(below) && files[ecosystem]?.test(path));
      expect(found, `${ecosystem} in ${folder}`).not.toEqual([]);
    }
});

test('the development container has the Node.js of the project, and opens the server’s port', () => {
  const container = JSON.parse(read('.devcontainer/devcontainer.json')) as {
    image: string;
    forwardPorts: number[];
    updateContentCommand: string;
  };
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
  const [, line] = /^\^(\d+)\./.exec(devDependencies.node) ?? [];
  expect(container.image).toContain(`:${line}-`);
  expect(container.forwardPorts).toEqual([4747]);
  expect(container.updateContentCommand).toBe('npm ci');
});
