import { currentSpan } from '../flow/on-behalf.ts';
import { remember } from '../flow/remember.ts';
import type { Describe, Description, Span } from './span.ts';

type System = 'sqlite' | 'postgresql';

/** The span of a transaction. */
export interface TransactionSpan {
  /** Notes a statement without its values. */
  statement(sql: string): void;
  end(failure?: string): void;
}

/** Longer texts are cut: those of lists with hundreds of parameters. */
const LONGEST_TEXT = 4_000;
/** OpenTelemetry semantic conventions, "db.query.summary": at most 255 characters. */
const LONGEST_SUMMARY = 255;

/** Characters of the statements whose descriptions are kept, for each system. */
const KEPT_CHARACTERS = 200_000;

/** Between the statements of a transaction: no statement has it. */
const BETWEEN = '\0';

/** Begins the span of a transaction of the current work, if that is traced. */
export const beginTransactionSpan = (system: System): TransactionSpan | undefined => {
  const span = beginSpan('transaction');
  if (!span) return undefined;
  const texts: string[] = [];
  return {
    statement: (sql) => void texts.push(sql),
    end: (failure) => {
      span.describe(descriptionsOf[system], texts.join(BETWEEN));
      span.end(failure);
    },
  };
};

/** Begins the span of a statement outside of transactions, if the current work is traced. `endStatementSpan` ends it. */
export const beginStatementSpan = (): Span | undefined => beginSpan('statement');

export const endStatementSpan = (span: Span, system: System, sql: string, failure?: string): void => {
  span.describe(descriptionsOf[system], sql);
  span.end(failure);
};

const beginSpan = (name: string): Span | undefined => {
  const outer = currentSpan();
  return outer?.isRecorded ? outer.child(name, 'client') : undefined;
};

/** Describes the statement, or those of a transaction. Remembered, because the same texts come again and again. */
const describing = (system: System) =>
  remember((key: string): Description => {
    const texts = key === '' ? [] : key.split(BETWEEN);
    const isOne = texts.length === 1;
    const summary = texts.map(summaryOf).join('; ').slice(0, LONGEST_SUMMARY);
    return {
      name: isOne ? summary : 'transaction',
      attributes: {
        'db.system.name': system,
        'db.query.text': texts.join('; ').slice(0, LONGEST_TEXT),
        'db.query.summary': summary,
        'db.operation.batch.size': isOne ? undefined : texts.length,
      },
    };
  }, KEPT_CHARACTERS);

const descriptionsOf: Readonly<Record<System, Describe>> = {
  sqlite: describing('sqlite'),
  postgresql: describing('postgresql'),
};

/** The verb and the first table: `select opportunities`. */
const summaryOf = (sql: string): string => {
  const [verb = ''] = /^\w+/.exec(sql.trimStart()) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?([a-z_.]+)/i.exec(sql) ?? [];
  return [verb, table].filter(Boolean).join(' ');
};
