import type { Profiler } from 'node:inspector';

/** Returns the functions that a part of a profile was spent in: those of ours that were on top, with what they called. */
export const whereOf = (
  { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
  { from, to }: { from: number; to: number },
  root: string,
): string => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const nameOf = (id: number): string => {
    const leaf = byId.get(id)?.callFrame.functionName || '(anonymous)';
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { url = '', functionName = '' } = byId.get(at)?.callFrame ?? {};
      const [, file] = /^(?:file:\/\/)?(.*)$/.exec(url) ?? [];
      if (!file?.startsWith(root) || file.includes('node_modules')) continue;
      const own = `${functionName || '(anonymous)'} (${file.slice(root.length)})`;
      return at === id ? own : `${leaf} ← ${own}`;
    }
    return leaf;
  };
  const counts = new Map<string, number>();
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    if (at < from || at > to) continue;
    const name = nameOf(id);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 3)
    .map(([name, count]) => `${Math.round((100 * count) / all)}% ${name}`)
    .join('; ');
};
