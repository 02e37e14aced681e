import { opportunity } from '../test/support/data.ts';

const ROUNDS = 200;

/**
 * Returns the processor time, in milliseconds, that this machine takes at the moment for the same work each time: some reading and
 * writing of documents. A machine that does much else takes longer for everything, and what a server takes is told beside this.
 */
export const measureYardstick = (): number => {
  const text = JSON.stringify(opportunity());
  const began = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) JSON.stringify(JSON.parse(text));
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
};
