import { commandsPage } from './commands-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { operationPages } from './operations.ts';
import { optionsPage } from './options-page.ts';

/** Returns every page of the reference that is made from the code, by its path in docs/. */
export const referencePages = async (): Promise<Map<string, string>> =>
  new Map([
    ...(await operationPages()),
    ['reference/errors.md', errorsPage()],
    ['reference/events.md', eventsPage()],
    ['reference/options.md', optionsPage()],
    ['reference/commands.md', await commandsPage()],
  ]);
