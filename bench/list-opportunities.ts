import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { OpportunityDocument } from '../src/model/documents.ts';
import { openStore } from '../src/store/index.ts';
import { insertOpportunity } from '../src/store/repositories/opportunities.ts';
import { opportunity } from '../test/support/data.ts';
import { headersOf, PARTNER } from './http.ts';
import { median, timed } from './numbers.ts';
import { FROM_DIST, inFolder, startCosell } from './processes.ts';
import type { Row } from './report.ts';

const FEW = 1_000;
const MANY = 100_000;
/** Requests of each page, alternating between the small and the large list. */
const ROUNDS = 300;
const operation = 'ListOpportunities';
const stages = [
  'Prospect',
  'Qualified',
  'Technical Validation',
  'Business Validation',
  'Committed',
  'Launched',
];

/** Measures pages of 20 out of 100,000 opportunities of one account against pages of 20 out of 1,000. */
export const listOpportunities = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    await seed(join(folder, 'few'), FEW);
    await seed(join(folder, 'many'), MANY);
    const few = await startCosell(FROM_DIST, join(folder, 'few'));
    const many = await startCosell(FROM_DIST, join(folder, 'many'));
    const rows: Row[] = [];
    try {
      for (const [name, page, target] of pages) {
        const ofFew = await asker(few.endpoint, await page(few.endpoint, FEW));
        const ofMany = await asker(many.endpoint, await page(many.endpoint, MANY));
        const times: { few: number; many: number }[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          times.push({ few: await timed(ofFew), many: await timed(ofMany) });
        }
        rows.push({
          name: `${operation}, 20 of 100,000: ${name}`,
          unit: 'ms',
          ours: median(times.map(({ many }) => many)),
          beside: { name: '20 of 1,000', value: median(times.map(({ few }) => few)) },
          target,
        });
      }
    } finally {
      await Promise.all([few.stop(), many.stop()]);
    }
    return rows;
  });

const target: Row['target'] = { of: 'ratio', at: 'most', value: 1.5 };

const first = { Catalog: 'Sandbox', MaxResults: 20 };
const sorted = { ...first, Sort: { SortBy: 'CustomerCompanyName', SortOrder: 'ASCENDING' } };

/** The name of a page, and a function that makes its request. */
const pages: readonly [string, (endpoint: string, count: number) => Promise<object>, Row['target']][] = [
  ['the first', async () => first, target],
  [
    'in the middle',
    async (endpoint, count) => ({ ...first, NextToken: await middleToken(endpoint, count) }),
    target,
  ],
  [
    'filtered, 1 in 6, and sorted by company',
    async () => ({ ...sorted, LifeCycleStage: ['Qualified'] }),
    target,
  ],
  // Only a full scan finds the one whose name is last.
  [
    'filtered, 1 in all, sorted by company',
    async () => ({ ...sorted, LifeCycleStage: ['Closed Lost'] }),
    undefined,
  ],
];

/** Pages to the middle of the list and returns its token. */
const middleToken = async (endpoint: string, count: number): Promise<string | undefined> => {
  let NextToken: string | undefined;
  for (let passed = 0; passed < count / 2; passed += 100) {
    ({ NextToken } = await ask(endpoint, { Catalog: 'Sandbox', MaxResults: 100, NextToken }));
  }
  return NextToken;
};

/** Returns a function that requests a page, after a warm-up. */
const asker = async (endpoint: string, input: object): Promise<() => Promise<unknown>> => {
  for (let times = 0; times < 100; times++) await ask(endpoint, input);
  return () => ask(endpoint, input);
};

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Calls with node:http, which costs this process less than fetch and so distorts the measurement less. */
const ask = (endpoint: string, input: object): Promise<{ NextToken?: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(endpoint, { agent, method: 'POST', headers: headersOf(operation) }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${operation} was refused: ${text}`));
      });
    });
    sent.on('error', reject).end(JSON.stringify(input));
  });

/** Inserts `count` opportunities of the partner, 1,000 per transaction. */
const seed = async (folder: string, count: number): Promise<void> => {
  const { Catalog, ClientToken, Origin, ...document } = opportunity();
  const store = await openStore({ folder });
  for (let begin = 0; begin < count; begin += 1000) {
    await store.transaction(async (tx) => {
      for (let index = begin; index < Math.min(begin + 1000, count); index++) {
        const at = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
        await insertOpportunity(tx, {
          catalog: 'Sandbox',
          account_id: PARTNER,
          id: `O${1_000_000_000 + index}`,
          created_at: at,
          modified_at: at,
          document: varied(document as OpportunityDocument, index, count),
          invitation_id: null,
          source_account_id: null,
          source_id: null,
        });
      }
    });
  }
  await store.close();
};

/** Varies an opportunity: stages alternate, exactly one is Closed Lost, and names are not in the order of creation. */
const varied = (document: OpportunityDocument, index: number, count: number): OpportunityDocument =>
  ({
    ...document,
    Customer: {
      ...document.Customer,
      Account: { ...document.Customer?.Account, CompanyName: companyOf(index, count) },
    },
    LifeCycle: {
      ...document.LifeCycle,
      Stage: index === count - 1 ? 'Closed Lost' : stages[index % stages.length],
    },
  }) as OpportunityDocument;

const companyOf = (index: number, count: number): string =>
  `Company ${String((index * 7919) % count).padStart(6, '0')}`;
