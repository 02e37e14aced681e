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

/** The page on what each state of an opportunity allows, generated from `src/rules/opportunities/states.ts`. */
export const statesPage = (): string => `# The states of an opportunity

<!-- Made by \`npm run docs\` from src/rules/opportunities/states.ts. -->

What CreateOpportunity, UpdateOpportunity in each state, and a submission accept for each member. **Required**: it must be present. *Kept*:
it may change but not be removed. *Open*: it is optional. *Locked*: it must be sent unchanged, because an update replaces the whole
opportunity, and an omitted member would be removed. –: the value is ignored.

${Object.values(blockedStates)
  .map((reason) => `- ${reason}.`)
  .join('\n')}

${line(['Member', 'Create', ...states, 'Submission', 'Condition'])}
${line(Array(states.length + 4).fill('---'))}
${opportunityMembers.map(rowOf).join('\n')}

Launched and Closed Lost here mean opportunities that AWS has approved. \`ClosedLostReason\` is required with the stage Closed Lost, and allowed with no other.
\`LifeCycle.ReviewStatus\` simulates AWS's review in the catalog Sandbox: Approved or Action Required, for an opportunity under review. The
other changes of the request, \`ReviewComments\` and \`ReviewStatusReason\` take effect too. AssignOpportunity changes \`OpportunityTeam\`;
AssociateOpportunity and DisassociateOpportunity change the related entities.

## Sources

${opportunityMembers.map(({ member, sources }) => `- \`${member}\`: ${sources.join('; ')}`).join('\n')}
`;
