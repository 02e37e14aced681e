// Preloaded into a process whose machine has another time: the file that SHIFTED_CLOCK names says by how many milliseconds. It is
// read again at SIGUSR2, as if somebody had set the clock. Time that passes, such as of timers and performance.now(), is not shifted.
import { readFileSync } from 'node:fs';

const read = () => Number(readFileSync(process.env.SHIFTED_CLOCK, 'utf8'));
let shift = read();
process.on('SIGUSR2', () => {
  shift = read();
});
const machineDate = Date;
const now = () => machineDate.now() + shift;

globalThis.Date = new Proxy(machineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === Date ? target : newTarget),
  apply: () => new machineDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
