import { randomUUID } from 'node:crypto';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import fc from 'fast-check';
import { opportunity } from '../support/data.ts';
import { associateSolution, submission, untilEnded } from '../support/sharing.ts';
import { asUpdate, getOpportunity } from '../support/update.ts';
import { actOn, anyone, by, Catalog, detail, hasOpportunity, keep, which } from './ingredients.ts';
import * as opportunityRules from './opportunity-rules.ts';
import { command, perform } from './play.ts';
import { share } from './task-rules.ts';

const createOpportunity = command(
  'create an opportunity',
  fc.record({ by: anyone, isReferral: fc.boolean(), detail }),
  () => true,
  async (world, real, { by, isReferral, detail }) => {
    const details = {
      title: `Title ${detail}`,
      problem: `A problem of its own: ${detail}`,
      closeDate: '2099-01-01',
    };
    const given = opportunity({ Origin: isReferral ? 'AWS Referral' : 'Partner Referral' });
    const request = {
      ...given,
      // It can be submitted only with an associated solution.
      Project: {
        ...given.Project,
        Title: details.title,
        CustomerBusinessProblem: details.problem,
        OtherSolutionDescription: undefined,
      },
      LifeCycle: { ...given.LifeCycle, TargetCloseDate: details.closeDate },
    };
    const send = (changes: object) => real.clients[by].createOpportunity({ ...request, ...changes });
    const referral = { engagement: '', invitation: '' };
    const call = async () => {
      const answer = await send({});
      if (isReferral) Object.assign(referral, await newestInvitation(real.clients[by]));
      return answer;
    };
    const answer = await perform(real, call, ({ Id = '' }) =>
      opportunityRules.createOpportunity(world, by, details, Id, isReferral ? referral : undefined),
    );
    keep(real, answer, send, { PartnerOpportunityIdentifier: 'another' });
  },
);

/** CreateOpportunity does not return the invitation that a referral creates. */
const newestInvitation = async (client: PartnerCentralSelling) => {
  const { EngagementInvitationSummaries: [newest] = [] } = await client.listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
    MaxResults: 1,
  });
  return { engagement: newest?.EngagementId ?? '', invitation: newest?.Id ?? '' };
};

const updateOpportunity = command(
  'update an opportunity',
  fc.record({
    by,
    which,
    isFresh: fc.constantFrom(true, true, true, false),
    field: fc.constantFrom('title' as const, 'problem' as const, 'closeDate' as const),
    detail,
  }),
  hasOpportunity,
  async (world, real, { by, which, isFresh, field, detail }) => {
    const { account, one } = actOn(world, which, by);
    const current = await getOpportunity(real.clients[one.owner], one.id);
    // Never the current value: every update is a change.
    const value =
      field === 'closeDate' ? `2099-02-${detail}` : `Another text: ${detail} ${randomUUID()}`.slice(0, 40);
    const request = asUpdate(current);
    if (field === 'closeDate') request.LifeCycle = { ...request.LifeCycle, TargetCloseDate: value };
    else {
      const member = field === 'title' ? 'Title' : 'CustomerBusinessProblem';
      request.Project = { ...request.Project, [member]: value };
    }
    if (!isFresh) request.LastModifiedDate = new Date(Number(current.LastModifiedDate) - 1);
    await perform(
      real,
      () => real.clients[account].updateOpportunity(request),
      () => opportunityRules.update(world, account, one, { isFresh, changes: { [field]: value } }),
    );
  },
);

const associate = command(
  'associate a solution',
  fc.record({ by, which }),
  hasOpportunity,
  async (world, real, { by, which }) => {
    const { account, one } = actOn(world, which, by);
    await perform(
      real,
      () => associateSolution(real.clients[account], one.id),
      () => opportunityRules.associate(world, account, one),
    );
  },
);

const decide = command(
  'play the review of AWS',
  fc.record({ by, which, decision: fc.constantFrom('Approved' as const, 'Action Required' as const) }),
  hasOpportunity,
  async (world, real, { by, which, decision }) => {
    const { account, one } = actOn(world, which, by);
    const current = asUpdate(await getOpportunity(real.clients[one.owner], one.id));
    const request = { ...current, LifeCycle: { ...current.LifeCycle, ReviewStatus: decision } };
    await perform(
      real,
      () => real.clients[account].updateOpportunity(request),
      () => opportunityRules.decide(world, account, one, decision),
    );
  },
);

const shareOpportunity = command(
  'start an engagement from an opportunity',
  fc.record({ by, which }),
  hasOpportunity,
  async (world, real, { by, which }) => {
    const { account, one } = actOn(world, which, by);
    const request = submission(one.id);
    const send = (changes: object) =>
      real.clients[account].startEngagementFromOpportunityTask({ ...request, ...changes });
    const answer = await perform(
      real,
      () => untilEnded(() => send({})),
      (ids) => share(world, account, one, ids),
    );
    if (answer) real.outcomes.add(`share: ${answer.ReasonCode ?? answer.TaskStatus}`);
    keep(real, answer, send, { Tags: [{ Key: 'team', Value: 'north' }] });
  },
);

/** Commands that lead to new states have a higher weight. */
export const opportunityCommands = [
  createOpportunity,
  createOpportunity,
  updateOpportunity,
  associate,
  associate,
  decide,
  shareOpportunity,
  shareOpportunity,
];
