import { currentSpan } from '../flow/on-behalf.ts';
import { remember } from '../flow/remember.ts';
import type { Span } from './span.ts';

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

/** Characters of the statements whose summaries are kept. */
const KEPT_CHARACTERS = 200_000;

/** Begins the span of a transaction of the current work, if that is traced. */
export const beginTransactionSpan = (system: System): TransactionSpan | undefined => {
  const span = beginSpan('transaction');
  if (!span) return undefined;
  const texts: string[] = [];
  return {
    statement: (sql) => void texts.push(sql),
    end: (failure) => {
      describe(span, system, texts);
      span.end(failure);
    },
  };
};

/** Begins the span of a statement outside of transactions, if the current work is traced. `endStatementSpan` ends it. */
export const beginStatementSpan = (): Span | undefined => beginSpan('statement');

export const endStatementSpan = (span: Span, system: System, sql: string, failure?: string): void => {
  describe(span, system, [sql]);
  span.end(failure);
};

const beginSpan = (name: string): Span | undefined => {
  const outer = currentSpan();
  return outer?.isRecorded ? outer.child(name, 'client') : undefined;
};

const describe = (span: Span, system: System, texts: readonly string[]): void => {
  const [first = ''] = texts;
  const isOne = texts.length === 1;
  const text = isOne ? first : texts.join('; ');
  const summary = isOne ? summaryOf(first) : texts.map(summaryOf).join('; ').slice(0, LONGEST_SUMMARY);
  if (isOne) span.rename(summary);
  span.set({
    'db.system.name': system,
    'db.query.text': text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text,
    'db.query.summary': summary,
    'db.operation.batch.size': isOne ? undefined : texts.length,
  });
};

/** The verb and the first table: `select opportunities`. Remembered, because the same texts come again and again. */
const summaryOf = remember((sql: string): string => {
  const [verb = ''] = /^\w+/.exec(sql.trimStart()) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?([a-z_.]+)/i.exec(sql) ?? [];
  return [verb, table].filter(Boolean).join(' ');
}, KEPT_CHARACTERS);
