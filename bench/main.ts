import { getInvitation } from './get-invitation.ts';
import { acceptTasks } from './accept-tasks.ts';
import { buildDist } from './processes.ts';
import { printRows } from './report.ts';
buildDist();
printRows(process.argv[2]==='1' ? await getInvitation():await acceptTasks());
