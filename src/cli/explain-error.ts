/** The members that Node.js, SQLite and PostgreSQL give to their errors. */
interface Known {
  code?: string;
  errcode?: number;
  path?: string;
  dest?: string;
  hostname?: string;
  address?: string;
  port?: number;
  severity?: string;
  message?: string;
}

/** Returns what to tell of an error: what happened, where, and what to do. The message of the error itself if that says it. */
export const explained = (error: unknown): string => {
  const known = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Known;
  const { code = '', errcode, message = '' } = known;
  const explain =
    FILES[code] ?? (errcode === undefined ? undefined : SQLITE[errcode & 0xff]) ?? NETWORK[code];
  if (explain) return explain(known);
  // PostgreSQL's errors have a severity besides their SQLSTATE.
  if (known.severity !== undefined && DATABASE[code])
    return `PostgreSQL refuses this: ${message}. ${DATABASE[code]}`;
  return message || code || 'It failed, and nothing says why.';
};

const at = ({ path, dest }: Known): string => dest ?? path ?? 'The file';

const FILES: Readonly<Record<string, (error: Known) => string>> = {
  ENOENT: (error) => `${at(error)} does not exist. Look at the path, or create its folder first.`,
  EACCES: (error) =>
    `${at(error)} may not be read or written by this user. Change its owner or its access rights, or name another place.`,
  EPERM: (error) =>
    `${at(error)} may not be changed by this user. Change its owner or its access rights, or name another place.`,
  EROFS: (error) => `${at(error)} is on a file system that is read-only. Name a place elsewhere.`,
  ENOSPC: (error) => `The disk of ${at(error)} is full. Free some space, or name a place on another disk.`,
  EDQUOT: (error) =>
    `The disk quota of this user is used up at ${at(error)}. Free some space, or name another place.`,
  EISDIR: (error) => `${at(error)} is a folder, and a file is needed. Name a file in it.`,
  ENOTDIR: (error) => `A part of ${at(error)} is not a folder. Look at the path.`,
  EMFILE: () => 'This user may open no more files. Raise the limit (ulimit -n), and start again.',
};

const MEND_DATA = 'Restore a backup (`cosell restore`), or name another folder with --data.';

/** By primary result code. Source: SQLite, "Result and Error Codes". */
const SQLITE: Readonly<Record<number, (error: Known) => string>> = {
  5: () => 'Another program holds the database, such as the sqlite3 shell. Close it, and try again.',
  8: () => 'The files of the database are read-only for this user. Change their owner or access rights.',
  10: ({ message }) =>
    `The disk could not be read or written (${message}). Look at the disk and its file system.`,
  11: () => `The file of the database is damaged. ${MEND_DATA}`,
  13: () => 'The disk of the database is full. Free some space, and start again.',
  14: () =>
    'The file of the database cannot be opened. Look whether its folder exists and this user may read and write it.',
  26: () => `The file is no database of cosell. ${MEND_DATA}`,
};

const placeOf = ({ hostname, address, port }: Known): string =>
  hostname ?? (address === undefined ? 'The host' : `${address}${port === undefined ? '' : `:${port}`}`);

const NETWORK: Readonly<Record<string, (error: Known) => string>> = {
  ENOTFOUND: (error) =>
    `${placeOf(error)} is no host that is known here. Look at how it is written, and at the DNS.`,
  EAI_AGAIN: (error) => `The DNS did not answer about ${placeOf(error)}. Try again, or look at the network.`,
  ECONNREFUSED: (error) =>
    `Nothing listens at ${placeOf(error)}. Start PostgreSQL, or look at host and port of --database-url.`,
  ECONNRESET: (error) =>
    `${placeOf(error)} closed the connection. Look at its log, and whether it wants TLS.`,
  ETIMEDOUT: (error) => `${placeOf(error)} did not answer in time. Look at the network and its firewalls.`,
  EHOSTUNREACH: (error) => `${placeOf(error)} cannot be reached. Look at the network and its firewalls.`,
};

/** By SQLSTATE. Source: PostgreSQL docs, "PostgreSQL Error Codes". */
const DATABASE: Readonly<Record<string, string>> = {
  '28P01': 'Look at user and password of --database-url, or set PGPASSWORD.',
  '28000': 'Look at the user of --database-url, and whether pg_hba.conf lets it in from here.',
  '3D000': 'Create the database first (createdb), or look at the end of --database-url.',
  '53300': 'Fewer connections (--database-pool-size), or more in PostgreSQL (max_connections).',
  '42501': 'Grant the user of --database-url the right to create tables in the schema.',
  '57P03': 'It is starting or stopping: try again in a moment.',
};
