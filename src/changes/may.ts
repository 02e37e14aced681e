import { listTags } from '../store/repositories/tags.ts';
import type { Question } from './permissions.ts';
import { readBefore, type Work } from './work.ts';

/** An action and its resource; the rest of the question is the same for a whole step. */
export type Asked = Pick<Question, 'action' | 'resource' | 'catalog' | 'requestTags'>;

/**
 * Returns why a principal may not do an action, or undefined if it may. An empty `principal` may do everything, without any
 * cost. Costs one query if a policy of it reads tags.
 */
export const refusalOf = async (work: Work, principal: string, asked: Asked): Promise<string | undefined> => {
  const { permissions } = work.services;
  if (!permissions || principal === '') return undefined;
  const rights = readBefore(work, `rights of ${principal}`, () => permissions.rightsOf(principal));
  const resourceTags = rights.readsTags ? await listTags(work.tx, asked.resource) : [];
  return rights.refusalOf({ ...asked, resourceTags });
};
