import { exceptions } from './exceptions.ts';
import { flows } from './flows/index.ts';
import { judge, type Report } from './judge.ts';
import { playFlow } from './stage.ts';

/** Plays every recorded flow, each on a server of its own, compares every recorded member, and says what is wrong. */
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
