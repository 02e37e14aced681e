#!/usr/bin/env node
import { nodeFault } from '../kit/node-version.ts';
import './no-inspector.ts';
import './no-sqlite-warning.ts';
import './start-small.ts';
import './keep-compiled.ts';

// An older Node.js cannot load the rest, and would say so with a stack.
const fault = nodeFault(process.versions.node);
// Not a static import: that would be compiled before the lines above run.
if (fault === undefined) void import('./program.ts');
else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
