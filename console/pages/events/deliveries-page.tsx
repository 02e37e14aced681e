import { Page } from '../../parts/page.tsx';
import { words } from '../../words.ts';
import { DeliveriesTable } from './deliveries-table.tsx';

const text = words.events.deliveries;
const HELP = { title: words.events.titles.deliveries, content: text.help };

/** Each attempt to deliver an event of the account to a target. */
export const DeliveriesPage = () => (
  <Page title={words.events.titles.deliveries} description={text.description} help={HELP}>
    <DeliveriesTable />
  </Page>
);
