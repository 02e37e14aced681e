import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex } from './helpers.ts';

/** For dead letters of a target of any account, and for invitations of leads, which are few: others cost nothing more. */
export const indexesOfTargets = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const target = { db, schema };
    await createIndex(target, 'dead_letters', 'by_target', ['subscription_id', 'id']).execute();
    for (const side of ['sender', 'receiver']) {
      const columns = ['catalog', `${side}_account_id`, 'invitation_date', 'id'];
      await createIndex(target, 'engagement_invitations', `leads_by_${side}`, columns)
        .where('payload_type' as never, '=', 'LeadInvitation' as never)
        .execute();
    }
  },
});
