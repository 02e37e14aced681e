// The rooms of src/, top to bottom. A room imports only from rooms below it (ARCHITECTURE.md, "Rooms").
const rooms = [
  'cli',
  'server',
  'sts',
  'operator',
  'event-bridge',
  'operations',
  'access',
  'jobs',
  'tasks',
  'changes',
  'events',
  'controls',
  'store',
  'rules',
  'model',
  'kit',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/operations/', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'] },
    },
    // The command line sits above everything, the library's index.ts among it; so it has no rule.
    ...rooms
      .slice(1)
      .map((room, index) => [room, index + 1])
      .map(([room, depth]) => ({
        name: `${room}-imports-downwards`,
        severity: 'error',
        from: { path: `^src/${room}/` },
        to: {
          path: `^src/(${['index\\.ts$', ...rooms.slice(0, depth).map((above) => `${above}/`)].join('|')})`,
        },
      })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
