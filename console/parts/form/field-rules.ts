import type { OpportunityDocument } from '../../../src/model/documents.ts';
import {
  blockedFaults,
  createFaults,
  stateOf,
  updateFaults,
} from '../../../src/rules/opportunities/editing.ts';
import { isDemanded, isNothing, memberOf } from '../../../src/rules/opportunities/members.ts';
import {
  type Access,
  blockedStates,
  lockReasons,
  type OpportunityState,
  opportunityMembers,
  type StatesOfMember,
} from '../../../src/rules/opportunities/states.ts';
import type { FieldFault } from '../../api/fault.ts';
import type { Draft } from './contract.ts';
import { isWithin, withoutIndexes } from './paths.ts';

/**
 * What the server's table of rules (`src/rules/opportunities/states.ts`) says of an opportunity's members to a form. The
 * functions are the server's own, so that both say the same.
 */

/** What a form may do with a member. */
export interface FieldAccess {
  access: Access;
  /** Why it is locked. */
  reason?: string;
  /** When a submission needs it and the form does not. */
  submit?: 'required' | 'Co-Sell';
}

export interface FormRules {
  accessOf(path: string, document: Draft): FieldAccess | undefined;
  /** The faults that the rules find in a tidy document. */
  faultsOf(document: Draft): readonly FieldFault[];
  /** Why nothing can be changed at all. */
  blocked?: string;
}

const rowOf = (path: string): StatesOfMember | undefined =>
  opportunityMembers.find(({ member }) => isWithin(withoutIndexes(path), member));

/** A condition of the table holds for what is required only, not for what is locked. */
const accessIn = (row: StatesOfMember, access: Access, document: OpportunityDocument): Access =>
  access === 'required' && !isDemanded(row, document) ? 'open' : access;

const needOf = (row: StatesOfMember, document: OpportunityDocument): Pick<FieldAccess, 'submit'> =>
  row.submit !== 'no' && isDemanded(row, document) ? { submit: row.submit } : {};

/** The rules of a new opportunity. */
export const createRules: FormRules = {
  accessOf: (path, draft) => {
    const row = rowOf(path);
    const document = draft as OpportunityDocument;
    return row && { access: accessIn(row, row.create, document), ...needOf(row, document) };
  },
  faultsOf: (document) => createFaults(document as OpportunityDocument),
};

/** The rules of changing an opportunity that is `current` on the server. */
export const updateRules = (current: Draft): FormRules => {
  const before = current as OpportunityDocument;
  const state = stateOf(before);
  const blocked = (blockedStates as Partial<Record<OpportunityState, string>>)[state];
  const open = state as keyof typeof lockReasons;
  return {
    ...(blocked !== undefined && { blocked }),
    accessOf: (path, draft) => {
      const row = rowOf(path);
      if (blocked !== undefined) return { access: 'locked', reason: blocked };
      if (!row) return undefined;
      const document = draft as OpportunityDocument;
      const access = accessIn(row, row.update[open], document);
      if (access === 'locked') return { access, reason: lockReasons[open] };
      const isKept = access === 'kept' && isNothing(memberOf(before, row.member));
      return { access: isKept ? 'open' : access, ...needOf(row, document) };
    },
    faultsOf: (document) =>
      blocked === undefined ? updateFaults(before, document as OpportunityDocument) : blockedFaults(before),
  };
};
