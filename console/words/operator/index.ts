import { accounts } from './accounts.ts';
import { aws } from './aws.ts';
import { clock } from './clock.ts';
import { faults } from './faults.ts';
import { health } from './health.ts';
import { quotas } from './quotas.ts';
import { reviews } from './reviews.ts';
import { state } from './state.ts';

/** Of the pages of the operator, a file each. */
export const operator = {
  titles: {
    aws: 'Act as AWS',
    clock: 'Clock',
    faults: 'Faults',
    reviews: 'Review policy',
    accounts: 'Accounts and keys',
    quotas: 'Quotas',
    state: 'State',
    health: 'Health and targets',
  },
  aws,
  clock,
  faults,
  reviews,
  accounts,
  quotas,
  state,
  health,
};
