import {
  type Access,
  blockedStates,
  lockReasons,
  type Need,
  opportunityMembers,
  type StatesOfMember,
} from '../src/rules/opportunities/states.ts';

const accesses: Readonly<Record<Access, string>> = {
  required: '**required**',
  kept: 'kept',
  open: 'open',
  locked: 'locked',
  ignored: '–',
};

const needs: Readonly<Record<Need, string>> = { required: '**required**', 'Co-Sell': 'for Co-Sell', no: '–' };

const states = Object.keys(lockReasons) as (keyof typeof lockReasons)[];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const rowOf = ({ member, create, submit, update, when }: StatesOfMember): string =>
  line([
    `\`${member}\``,
    accesses[create],
    ...states.map((state) => accesses[update[state]]),
    needs[submit],
    when ? `required ${when}` : '',
  ]);

/** What may be done with each member of an opportunity, for people: all of it from `src/rules/opportunities/states.ts`. */
export const statesPage = (): string => `# The states of an opportunity

<!-- Made by \`npm run docs\` from src/rules/opportunities/states.ts. -->

What CreateOpportunity, UpdateOpportunity in each state, and a submission take of each member. **Required**: it has to be there. *Kept*: it
may change but not go. *Open*: it may be there or not. *Locked*: it has to stay as it is, and to be sent: an update replaces the whole
opportunity, so that what it leaves out is gone. –: what is given does not count.

${Object.values(blockedStates)
  .map((reason) => `- ${reason}.`)
  .join('\n')}

${line(['Member', 'Create', ...states, 'Submission', 'Condition'])}
${line(Array(states.length + 4).fill('---'))}
${opportunityMembers.map(rowOf).join('\n')}

An opportunity is Launched or Closed Lost here once AWS approved it. \`ClosedLostReason\` stands with, and only with, the stage Closed Lost.
\`LifeCycle.ReviewStatus\` plays AWS's review in the catalog Sandbox: Approved or Action Required, of what is up for it; the other changes of
the same request, \`ReviewComments\` and \`ReviewStatusReason\` are taken along. \`OpportunityTeam\` changes by AssignOpportunity, what is related by
AssociateOpportunity and DisassociateOpportunity.

## Where that is from

${opportunityMembers.map(({ member, sources }) => `- \`${member}\`: ${sources.join('; ')}`).join('\n')}
`;
