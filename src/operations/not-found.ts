import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';

/** What an account may not see does not exist for it: one answer, one message, whatever the reason. */
export const notFound = (kind: string, identifier: string): ServiceError =>
  ResourceNotFoundException(`There is no ${kind} ${identifier} in this catalog that your account can see.`);
