import type { Catalog } from '../../../model/contract.ts';
import { findEngagementOfMember } from '../../../store/repositories/engagements.ts';
import { findInvitationOfParticipant } from '../../../store/repositories/invitations.ts';
import { findOpportunity } from '../../../store/repositories/opportunities.ts';
import { findSnapshotJob } from '../../../store/repositories/snapshots.ts';
import { type Failed, textIn } from './failed.ts';

/** Says in which state the resources of the request are now, as far as the caller's account sees them. One query for each. */
export const conflictNeeds = async (failed: Failed): Promise<string[]> => {
  const { account, catalog, resources, message = '' } = failed.entry;
  if (/client token/i.test(message)) {
    return [
      'A new ClientToken: this one was used for another body. The same token is for repeating the same request only.',
    ];
  }
  if (account === undefined || catalog === undefined) return [];
  const needs: string[] = [];
  for (const name of resources) {
    const id = name.split('/').at(-1) ?? name;
    const need = await needOf(failed, { catalog: catalog as Catalog, account_id: account, id });
    if (need !== undefined) needs.push(need);
  }
  return needs;
};

interface Key {
  catalog: Catalog;
  account_id: string;
  id: string;
}

const needOf = async ({ input, reads }: Failed, key: Key): Promise<string | undefined> => {
  const { catalog, account_id: account, id } = key;
  if (id.startsWith('engi-')) {
    const invitation = await findInvitationOfParticipant(reads, { catalog, id, participant: account });
    return invitation && `The invitation ${id} is ${invitation.status}; only a PENDING one can be answered.`;
  }
  if (id.startsWith('eng-')) {
    const engagement = await findEngagementOfMember(reads, { catalog, id, member: account });
    return (
      engagement &&
      needsDate('EngagementLastModifiedAt', engagement.modified_at, input, `the engagement ${id}`)
    );
  }
  if (id.startsWith('job-')) {
    const job = await findSnapshotJob(reads, key);
    return job && `The snapshot job ${id} is ${job.status} now.`;
  }
  if (!/^O\d/.test(id)) return undefined;
  const opportunity = await findOpportunity(reads, key);
  return (
    opportunity && needsDate('LastModifiedDate', opportunity.modified_at, input, `the opportunity ${id}`)
  );
};

const needsDate = (member: string, current: string, input: unknown, of: string): string | undefined => {
  const given = textIn(input, member);
  if (given !== undefined && Date.parse(given) === Date.parse(current)) return undefined;
  const isGiven = given === undefined ? '' : `; the request has ${given}`;
  return `${member} ${current}, that of ${of} now${isGiven}. Read it again first: somebody has changed it.`;
};
