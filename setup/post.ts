import { existsSync, readFileSync } from 'node:fs';
import { printReport } from './report.ts';
import { annotate, printGroup, readInput, readState, say } from './runner.ts';
import { stopServer } from './server.ts';

const MOST_LOG_LINES = 300;

/** After the steps of a job: shows what the server saw, if the job has failed, and stops it. */
const tearDown = async (): Promise<void> => {
  const pid = Number(readState('pid'));
  // The server was never started: the step before has said why.
  if (!pid) return;
  const endpoint = readState('endpoint');
  const isWanted =
    { always: true, never: false }[readInput('report')] ?? readInput('job-status') !== 'success';
  if (isWanted && endpoint !== '') {
    await printReport({ endpoint, token: readState('token') }).catch((error: Error) =>
      annotate('warning', 'cosell', `What the server saw cannot be read: ${error.cause ?? error.message}`),
    );
  }
  const wasRunning = await stopServer(pid);
  if (isWanted) printLog(readState('log'));
  if (endpoint === '') return;
  if (wasRunning) say('cosell has stopped.');
  else annotate('warning', 'cosell', 'The server had ended before the job did. Its log says why.');
};

const printLog = (log: string): void => {
  if (!existsSync(log)) return;
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const shown = lines.slice(-MOST_LOG_LINES);
  const title = shown.length < lines.length ? `, the last ${shown.length} of ${lines.length} lines` : '';
  printGroup(`cosell: its log${title}`, shown.join('\n'));
};

await tearDown();
