import { currentSpan } from '../flow/on-behalf.ts';
import { remember } from '../flow/remember.ts';

/** The span of a transaction, or of a statement outside of one. */
export interface DatabaseSpan {
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

/** Begins a span of the current work on a database, if that is traced. */
export const beginDatabaseSpan = (system: 'sqlite' | 'postgresql'): DatabaseSpan | undefined => {
  const outer = currentSpan();
  if (!outer?.isRecorded) return undefined;
  const span = outer.child('transaction', 'client', { 'db.system.name': system });
  const texts: string[] = [];
  return {
    statement: (sql) => void texts.push(sql),
    end: (failure) => {
      const summaries = texts.map(summaryOf);
      const summary = summaries.join('; ').slice(0, LONGEST_SUMMARY);
      if (texts.length === 1) span.rename(summary);
      span.set({
        'db.query.text': texts.join('; ').slice(0, LONGEST_TEXT),
        'db.query.summary': summary,
        ...(texts.length > 1 && { 'db.operation.batch.size': texts.length }),
      });
      span.end(failure);
    },
  };
};

/** The verb and the first table: `select opportunities`. Remembered, because the same texts come again and again. */
const summaryOf = remember((sql: string): string => {
  const [verb = ''] = /^\w+/.exec(sql.trimStart()) ?? [];
  const [, table] = /\b(?:from|into|update)\s+"?([a-z_.]+)/i.exec(sql) ?? [];
  return [verb, table].filter(Boolean).join(' ');
}, KEPT_CHARACTERS);
