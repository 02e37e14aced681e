import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A description of each room of src/, from the top down. */
const rooms: Readonly<Record<string, string>> = {
  cli: 'flags, output',
  cassettes: 'recorded calls: to record, replay and compare them',
  testing: 'the kits for Vitest, Jest and node:test',
  'index.ts': 'startCosell()',
  server: "HTTP, the operator's routes; wires all parts",
  mcp: 'tools, resources and prompts for coding agents (MCP)',
  sts: 'one file per STS operation',
  operator: 'one file per action of the operator',
  'event-bridge': 'one file per EventBridge operation',
  operations: 'one file per API operation',
  access: 'who is calling: principals and authentication',
  tasks: 'the asynchronous tasks and their steps',
  changes: 'changes of resources, one transaction each',
  events: 'the catalogue, recording, delivery to targets',
  controls: "the operator's settings: clock, injected failures, review policy, quirks",
  jobs: 'the kinds of jobs: what runs later, at least once',
  store: 'tables, migrations, queries',
  rules: 'business rules, pure functions',
  model: 'the contract: shapes, limits, errors, ids',
  kit: 'machines without a subject: shape, sql, queue, flow, http, service, pattern, policy, action',
};

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
}

const names = Object.keys(rooms);

const roomOf = (path: string): string | undefined => /^src\/([^/]+)/.exec(path)?.[1];

/**
 * Draws the rooms of src/ in Mermaid from the imports. An arrow that other arrows imply is left out. Throws an Error
 * for a room without a description here.
 */
export const roomsPicture = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/.bin/depcruise', 'src', '--output-type', 'json'],
    { maxBuffer: 100_000_000 },
  );
  const arrows = arrowsOf(JSON.parse(stdout));
  const idOf = (room: string): string => room.replace(/\W/g, '');
  return [
    'flowchart TD',
    ...names.map((room) => `  ${idOf(room)}["${room}${room.includes('.') ? '' : '/'} — ${rooms[room]}"]`),
    ...direct(arrows).map(([from, to]) => `  ${idOf(from)} --> ${idOf(to)}`),
  ].join('\n');
};

type Arrow = readonly [from: string, to: string];

const arrowsOf = ({ modules }: Cruise): Arrow[] => {
  const found = new Map<string, Arrow>();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from === undefined || to === undefined || from === to) continue;
      const unknown = [from, to].find((room) => !(room in rooms));
      if (unknown) throw new Error(`docs/rooms-picture.ts has no words for the room ${unknown}.`);
      found.set(`${from} ${to}`, [from, to]);
    }
  }
  const place = (room: string): number => names.indexOf(room);
  return [...found.values()].sort(
    (one, other) => place(one[0]) - place(other[0]) || place(one[1]) - place(other[1]),
  );
};

/** Removes the arrows that other arrows imply, because a picture of all would be unreadable. */
const direct = (arrows: readonly Arrow[]): Arrow[] => {
  const below = (room: string, seen = new Set<string>()): Set<string> => {
    for (const [from, to] of arrows) {
      if (from !== room || seen.has(to)) continue;
      seen.add(to);
      below(to, seen);
    }
    return seen;
  };
  return arrows.filter(
    ([from, to]) =>
      !arrows.some(([other, middle]) => other === from && middle !== to && below(middle).has(to)),
  );
};

/** Returns ARCHITECTURE.md with the picture replaced. */
export const withRooms = (page: string, picture: string): string =>
  page.replace(
    /(<!-- rooms: [^\n]* -->\n)[\s\S]*(<!-- \/rooms -->)/,
    (_, begin: string, end: string) => `${begin}\`\`\`mermaid\n${picture}\n\`\`\`\n${end}`,
  );
