// The rooms of src/, top to bottom. A room imports only from rooms below it (ARCHITECTURE.md, "Rooms").
const rooms = [
  'cli/',
  'cassettes/',
  'testing/',
  'index\\.ts$',
  'server/',
  'mcp/',
  'sts/',
  'operator/',
  'event-bridge/',
  'operations/',
  'access/',
  'jobs/',
  'tasks/',
  'changes/',
  'events/',
  'controls/',
  'store/',
  'rules/',
  'model/',
  'kit/',
];

// The rooms of console/, in the same way. A page is a room of its own: none imports another.
const consoleRooms = ['main\\.tsx$', 'app\\.tsx$', 'shell/', 'pages/', 'parts/', 'api/', 'words\\.ts$'];

/** The rules of src/ that the console shows are free of Node's modules. */
const SHARED = '^src/(rules|model|kit)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^(src|console)/' }, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/operations/', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'unknown'] },
    },
    { name: 'not-the-console', severity: 'error', from: { path: '^src/' }, to: { path: '^console/' } },
    {
      name: 'console-imports-rules-only',
      severity: 'error',
      from: { path: '^console/', pathNot: '^console/build/' },
      to: { path: '^src/', pathNot: SHARED },
    },
    {
      name: 'pages-import-no-other-page',
      severity: 'error',
      from: { path: '^console/pages/([^/]+)/' },
      to: { path: '^console/pages/', pathNot: '^console/pages/$1/' },
    },
    {
      name: 'console-imports-no-tool',
      severity: 'error',
      from: { path: '^console/', pathNot: '^console/(build/|vite\\.config\\.ts$)' },
      to: { path: '^console/build/' },
    },
    ...consoleRooms
      .slice(1)
      .map((room, index) => [room, consoleRooms.slice(0, index + 1)])
      .map(([room, above]) => ({
        name: `console-${room.replace(/\W.*$/, '')}-imports-downwards`,
        severity: 'error',
        from: { path: `^console/${room}` },
        to: { path: `^console/(${above.join('|')})` },
      })),
    // The command line is above all others, so it has no rule.
    ...rooms
      .slice(1)
      .map((room, index) => [room, rooms.slice(0, index + 1)])
      .map(([room, above]) => ({
        name: `${room.replace(/\W.*$/, '')}-imports-downwards`,
        severity: 'error',
        from: { path: `^src/${room}` },
        to: { path: `^src/(${above.join('|')})` },
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
