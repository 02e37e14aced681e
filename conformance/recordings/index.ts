import { exceptions } from './exceptions.ts';
import { flows } from './flows/index.ts';
import { judge, type Report } from './judge.ts';
import { playFlow } from './stage.ts';

/** Plays every recorded flow, each on its own server, compares every recorded member and returns the report. */
export const playRecordings = async (
  start: () => Promise<{ endpoint: string; close(): Promise<void> }>,
): Promise<Report> => {
  const plays = [];
  for (const flow of flows) {
    const server = await start();
    plays.push({ flow: flow.name, ...(await playFlow(server.endpoint, flow)) });
    await server.close();
  }
  return judge(plays, exceptions);
};
