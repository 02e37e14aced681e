import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex, createTable } from './helpers.ts';

/** EventBridge's rules and targets, the progress of each target, and the failures that the operator injects. */
export const targetsAndFaults = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const target = { db, schema };
    await createTable(
      target,
      'event_rules',
      ['account_id', 'name', 'description', 'event_pattern', 'state', 'role_arn', 'created_at'],
      ['account_id', 'name'],
    );
    await createTable(
      target,
      'event_targets',
      ['account_id', 'rule_name', 'id', 'arn', 'document'],
      ['account_id', 'rule_name', 'id'],
    );
    await createTable(
      target,
      'event_connections',
      ['account_id', 'name', 'id', 'document', 'secrets', 'created_at', 'modified_at'],
      ['account_id', 'name'],
    );
    await createTable(
      target,
      'event_api_destinations',
      ['account_id', 'name', 'id', 'connection_arn', 'document', 'created_at', 'modified_at'],
      ['account_id', 'name'],
    );
    await createTable(
      target,
      'event_subscriptions',
      [
        ...[
          'account_id',
          'id',
          'first_attempt_at',
          'next_attempt_at',
          'last_error',
          'lease_owner',
          'lease_until',
        ],
        ['position', 'bigint'],
        ['until?', 'bigint'],
        ['attempts', 'integer'],
      ],
      ['account_id', 'id'],
    );
    await createTable(
      target,
      'dead_letters',
      [
        ...['id', 'account_id', 'subscription_id', 'event', 'last_error', 'created_at', 'state'],
        ['attempts', 'integer'],
      ],
      ['id'],
    );
    await createIndex(target, 'dead_letters', 'by_subscription', [
      'account_id',
      'subscription_id',
      'id',
    ]).execute();
    // Each poll checks whether a subscription has letters to retry.
    await createIndex(target, 'dead_letters', 'by_state', [
      'state',
      'account_id',
      'subscription_id',
      'id',
    ]).execute();
    await createTable(
      target,
      'faults',
      ['id', 'match', 'effect', 'created_at', ['remaining?', 'integer']],
      ['id'],
    );
  },
});
