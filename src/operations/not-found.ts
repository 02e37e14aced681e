import type { ServiceError } from '../kit/service/errors.ts';
import { ResourceNotFoundException } from '../model/errors.ts';

/** The error is the same whether the resource does not exist or the account may not see it. */
export const notFound = (kind: string, identifier: string): ServiceError =>
  ResourceNotFoundException(`There is no ${kind} ${identifier} in this catalog that your account can see.`);
