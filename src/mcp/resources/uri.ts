/** What a resource shows. */
export type Subject =
  | { kind: 'opportunity' | 'invitation' | 'task'; account: string; catalog: string; id: string }
  | { kind: 'event' | 'request'; account: string; id: string }
  | { kind: 'events' | 'requests'; account: string };

const FOLDERS = { opportunities: 'opportunity', invitations: 'invitation', tasks: 'task' } as const;
const FOLDER_OF = { opportunity: 'opportunities', invitation: 'invitations', task: 'tasks' } as const;

/** Reads the URI of a resource. Returns undefined if it is none of cosell's. */
export const readUri = (uri: string): Subject | undefined => {
  const [, account = '', path = ''] = /^cosell:\/\/(\d{12}|aws)\/(.+)$/.exec(uri) ?? [];
  const parts = path.split('/').map(decoded);
  const [first = '', second = '', third] = parts;
  if (account === '' || parts.some((part) => !part) || parts.length > 3) return undefined;
  if (first === 'AWS' || first === 'Sandbox') {
    const kind = Object.hasOwn(FOLDERS, second) ? FOLDERS[second as keyof typeof FOLDERS] : undefined;
    return kind && third ? { kind, account, catalog: first, id: third } : undefined;
  }
  if ((first !== 'events' && first !== 'requests') || parts.length > 2) return undefined;
  if (parts.length === 1) return { kind: first, account };
  return { kind: first === 'events' ? 'event' : 'request', account, id: second };
};

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Writes the URI of a resource. */
export const uriOf = (subject: Subject): string => {
  const root = `cosell://${subject.account}`;
  switch (subject.kind) {
    case 'events':
    case 'requests':
      return `${root}/${subject.kind}`;
    case 'event':
    case 'request':
      return `${root}/${subject.kind}s/${encodeURIComponent(subject.id)}`;
    default:
      return `${root}/${subject.catalog}/${FOLDER_OF[subject.kind]}/${encodeURIComponent(subject.id)}`;
  }
};

const JSON_TYPE = 'application/json';
const template = (name: string, uriTemplate: string, description: string) => ({
  ...{ name, uriTemplate, description, mimeType: JSON_TYPE },
});

/** The forms of URIs. An account is twelve digits or aws, a catalog AWS or Sandbox. */
export const templates = [
  template(
    'opportunity',
    'cosell://{account}/{catalog}/opportunities/{id}',
    'An opportunity, as GetOpportunity returns it to the account.',
  ),
  template(
    'invitation',
    'cosell://{account}/{catalog}/invitations/{id}',
    'An invitation, as GetEngagementInvitation returns it to the account.',
  ),
  template(
    'task',
    'cosell://{account}/{catalog}/tasks/{id}',
    'A task with its steps and, if it failed, why.',
  ),
  template('events', 'cosell://{account}/events', 'The newest events of an account, newest first.'),
  template('event', 'cosell://{account}/events/{id}', 'An event, as EventBridge delivers it.'),
  template(
    'requests',
    'cosell://{account}/requests',
    'The newest calls of an account, newest first: the journal.',
  ),
  template(
    'request',
    'cosell://{account}/requests/{id}',
    'A call: what was sent, what came back, why, and what it caused.',
  ),
];
