import Badge from '@cloudscape-design/components/badge';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';

const text = words.operator.accounts;

/** A principal as its list shows it. */
export type Row = Readonly<Record<string, unknown>>;

export type KindId = 'accounts' | 'users' | 'keys' | 'roles' | 'policies' | 'tokens';

/** What the page shows and does of a kind of principals. `create`, `delete` and `actions` are actions of the OpenAPI document. */
export interface Kind {
  id: KindId;
  path: string;
  create: string;
  delete: string;
  actions: readonly { action: string; label: string }[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** The members that name one. */
  pathOf: (row: Row) => Row;
  /** What a form begins with. */
  initialOf?: (row: Row) => Readonly<Record<string, string>>;
}

const textOf = (value: unknown): string =>
  value === undefined || value === null || value === ''
    ? words.none
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const plain = (id: keyof typeof text.columns, minWidth?: number): Column<Row> => ({
  id,
  header: text.columns[id],
  cell: (row) => textOf(row[id]),
  ...(minWidth && { minWidth }),
});
const header = (id: keyof typeof text.columns): Column<Row> => ({ ...plain(id, 160), isRowHeader: true });
const copied = (id: keyof typeof text.columns): Column<Row> => ({
  ...plain(id, 200),
  cell: (row) => <CopyId id={typeof row[id] === 'string' ? row[id] : undefined} />,
});
const time = (id: keyof typeof text.columns): Column<Row> => ({
  ...plain(id),
  cell: (row) => <Time at={typeof row[id] === 'string' ? row[id] : undefined} />,
});
const count = (id: keyof typeof text.columns): Column<Row> => ({
  ...plain(id),
  cell: (row) => (Array.isArray(row[id]) ? String(row[id].length) : words.none),
});

const ofPrincipal = [
  header('name'),
  plain('account'),
  count('policies'),
  count('policyArns'),
  copied('arn'),
  time('createdAt'),
];
const named = (row: Row): Row => ({ account: row.account, name: row.name });
const namedKey = (row: Row): string => `${textOf(row.account)}/${textOf(row.name)}`;

const json = (row: Row, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = row[name];
      if (value === undefined || value === null) return [];
      return [[name, typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value)]];
    }),
  );

export const kinds: readonly Kind[] = [
  {
    id: 'accounts',
    path: '/_cosell/accounts',
    create: 'accounts.put',
    delete: 'accounts.delete',
    actions: [{ action: 'accounts.put', label: text.edit }],
    columns: [header('companyName'), copied('id'), plain('websiteUrl'), count('solutions')],
    keyOf: (row) => textOf(row.id),
    pathOf: (row) => ({ id: row.id }),
    initialOf: (row) => json(row, 'companyName', 'websiteUrl', 'opportunityOwner', 'solutions'),
  },
  {
    id: 'users',
    path: '/_cosell/users',
    create: 'users.create',
    delete: 'users.delete',
    actions: [
      { action: 'users.attachPolicy', label: text.attach },
      { action: 'users.putPolicy', label: text.inline },
    ],
    columns: ofPrincipal,
    keyOf: namedKey,
    pathOf: named,
  },
  {
    id: 'keys',
    path: '/_cosell/keys',
    create: 'keys.create',
    delete: 'keys.revoke',
    actions: [
      { action: 'keys.rotate', label: text.rotate },
      { action: 'keys.update', label: text.edit },
    ],
    columns: [
      { ...copied('accessKeyId'), isRowHeader: true },
      plain('account'),
      plain('user'),
      {
        ...plain('status'),
        cell: ({ status }) => <Badge color={status === 'Active' ? 'green' : 'grey'}>{textOf(status)}</Badge>,
      },
      time('createdAt'),
    ],
    keyOf: (row) => textOf(row.accessKeyId),
    pathOf: (row) => ({ accessKeyId: row.accessKeyId }),
  },
  {
    id: 'roles',
    path: '/_cosell/roles',
    create: 'roles.create',
    delete: 'roles.delete',
    actions: [
      { action: 'roles.attachPolicy', label: text.attach },
      { action: 'roles.putPolicy', label: text.inline },
      { action: 'roles.update', label: text.edit },
    ],
    columns: ofPrincipal,
    keyOf: namedKey,
    pathOf: named,
    initialOf: (row) => json(row, 'trustPolicy', 'maxSessionSeconds'),
  },
  {
    id: 'policies',
    path: '/_cosell/policies',
    create: 'policies.create',
    delete: 'policies.delete',
    actions: [{ action: 'policies.update', label: text.edit }],
    columns: [header('name'), plain('account'), copied('arn'), time('createdAt')],
    keyOf: namedKey,
    pathOf: named,
    initialOf: (row) => json(row, 'document'),
  },
  {
    id: 'tokens',
    path: '/_cosell/tokens',
    create: 'tokens.create',
    delete: 'tokens.revoke',
    actions: [],
    columns: [header('name'), plain('scope'), time('createdAt'), time('expiresAt')],
    keyOf: (row) => textOf(row.name),
    pathOf: (row) => ({ name: row.name }),
  },
];
