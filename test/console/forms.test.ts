import { expect, test } from 'vitest';
import type { FieldFault } from '../../console/api/fault.ts';
import { contractOf, madeUpExamples } from '../../console/build/contract-module.ts';
import { changesOf, merged } from '../../console/pages/opportunity-forms/merge.ts';
import { misfit, shapeFaults } from '../../console/parts/form/check.ts';
import { type Draft, fieldAt, type Structure } from '../../console/parts/form/contract.ts';
import { createRules, updateRules } from '../../console/parts/form/field-rules.ts';
import { faultInWords, formatOf } from '../../console/parts/form/formats.ts';
import { tidy, valueAt, withoutIndexes, withValue } from '../../console/parts/form/paths.ts';
import { placeFaults } from '../../console/parts/form/place-faults.ts';
import type { Limit } from '../../src/kit/shape/limit.ts';
import { type OperationName, operationNames } from '../../src/model/contract.ts';
import { limits } from '../../src/model/limits.ts';
import {
  blockedStates,
  lockReasons,
  opportunityMembers,
  opportunityStates,
} from '../../src/rules/opportunities/states.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, startServer } from '../support/server.ts';
import { fullOf, wrongsOf } from './support/contract-documents.ts';

/** What a form sends by itself. */
const OWN = ['Catalog', 'ClientToken'];
const own = { Catalog: 'Sandbox', ClientToken: 'token' };

const patternsOf = (limit: Limit): string[] => {
  if (limit.kind === 'pattern') return [limit.source];
  if (limit.kind === 'oneOf') return limit.form ? [limit.form.source] : [];
  return limit.kind === 'items' && limit.element ? patternsOf(limit.element) : [];
};

test('every pattern of the limits has words', () => {
  const sources = Object.values(limits).flatMap((members) => Object.values(members).flatMap(patternsOf));
  expect(sources.length).toBeGreaterThan(50);
  expect([...new Set(sources)].filter((source) => !formatOf(source))).toEqual([]);
});

test('every operation has a contract', () => {
  for (const name of operationNames) expect(contractOf(name).kind, name).toBe('structure');
});

const cases: readonly [operation: OperationName, kinds: readonly string[], hidden: readonly string[]][] = [
  ['CreateOpportunity', [], []],
  ['UpdateOpportunity', [], ['Identifier', 'LastModifiedDate']],
  ['CreateEngagement', ['CustomerProject'], ['Contexts.Id']],
  ['CreateEngagement', ['Lead'], ['Contexts.Id']],
  ['CreateEngagementInvitation', ['OpportunityInvitation'], []],
  ['CreateEngagementInvitation', ['LeadInvitation'], []],
];

test.for(cases)(
  'each fault that the server finds in %s (%s) stands at its field',
  async ([operation, kinds, hidden]) => {
    const server = await startServer();
    const contract = contractOf(operation);
    const isHidden = (path: string) => [...OWN, ...hidden].includes(withoutIndexes(path));
    const full = typed(fullOf(contract, kinds) as Draft, kinds);
    const wrongs = wrongsOf(contract, kinds).filter(({ path }) => !isHidden(path) && !OWN.includes(path));
    expect(wrongs.length).toBeGreaterThan(20);
    for (const { path, at, value } of wrongs) {
      const document = withValue({ ...full, ...own }, at, value);
      const answer = await callRaw(server, ALPHA, operation, document);
      const faults = (answer.body as { ErrorList?: FieldFault[] }).ErrorList ?? [];
      const placed = placeFaults(faults, { contract, document, isHidden });
      // `Type` has no field of its own: its union's has both.
      const field = path.replace(/^(Contexts\[0\]\.)Type$/, '$1Payload');
      expect(
        placed.map((fault) => fault.path),
        `${path}: ${JSON.stringify(answer.body)}`,
      ).toContain(field);
      expect(fieldAt(contract, withoutIndexes(field)).kind).not.toBe('structure');
      for (const fault of placed) expect(faultInWords(fault)).not.toMatch(/pattern|\[[^\d\]]/);
      // What the form tells before it sends is what the server tells.
      const early = shapeFaults(contract, document, []);
      const told = (list: readonly FieldFault[]) =>
        list.map((fault) => `${fault.Code} ${faultInWords(fault)}`).sort();
      expect(told(early)).toEqual(told(faults));
    }
  },
);

/** A context's type is the kind of its payload. */
const typed = (document: Draft, kinds: readonly string[]): Draft =>
  'Contexts' in document ? withValue(document, 'Contexts[0].Type', kinds[0]) : document;

test('members that only the rules require are told at their fields, by the form before the server', async () => {
  const server = await startServer();
  const contract: Structure = contractOf('CreateOpportunity');
  const example = madeUpOpportunity();
  const required = opportunityMembers.filter(
    ({ create, when }) => create === 'required' && !when?.startsWith('if'),
  );
  expect(required.length).toBeGreaterThan(5);
  for (const { member } of required) {
    const document = tidy(withValue({ ...example, ...own }, member, undefined), contract);
    const { body } = await callRaw(server, ALPHA, 'CreateOpportunity', document);
    const terms = { contract, document, isHidden: () => false };
    const answered = placeFaults((body as { ErrorList: FieldFault[] }).ErrorList, terms);
    expect(answered.map(({ path }) => path)).toEqual([member]);
    const early = placeFaults(createRules.faultsOf(document), terms);
    expect(early.map(faultInWords)).toEqual(answered.map(faultInWords));
  }
});

/** The first example, dated as the form dates it. */
const madeUpOpportunity = (): Draft => {
  const [example = {}] = madeUpExamples().opportunities as Draft[];
  return withValue(example, 'LifeCycle.TargetCloseDate', '2099-01-31');
};

test('the server accepts all test data', async () => {
  const server = await startServer();
  for (const [index, example] of madeUpExamples().opportunities.entries()) {
    const document = withValue(example, 'LifeCycle.TargetCloseDate', '2099-01-31');
    const input = { ...document, Catalog: 'Sandbox', ClientToken: `token-${index}` };
    const answer = await callRaw(server, ALPHA, 'CreateOpportunity', input);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  for (const lead of madeUpExamples().leads) {
    const answer = await fetch(`${server.endpoint}/_cosell/referrals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: ALPHA, lead }),
    });
    expect(answer.status, await answer.text()).toBe(200);
  }
});

test.for(opportunityStates)('in the state %s, what the table locks is locked with the reason', (state) => {
  const isStage = state === 'Launched' || state === 'Closed Lost';
  const current = {
    LifeCycle: { ReviewStatus: isStage ? 'Approved' : state, Stage: isStage ? state : 'Qualified' },
  };
  const rules = updateRules(current);
  const blocked = (blockedStates as Record<string, string>)[state];
  expect(rules.blocked).toBe(blocked);
  for (const { member, update } of opportunityMembers) {
    const { access, reason } = rules.accessOf(member, current) ?? {};
    const isLocked = blocked !== undefined || update[state as keyof typeof lockReasons] === 'locked';
    expect(access === 'locked', `${member} in ${state}`).toBe(isLocked);
    if (isLocked) expect(reason).toBe(blocked ?? lockReasons[state as keyof typeof lockReasons]);
  }
  // A member of an element is locked with its list.
  expect(rules.accessOf('Customer.Contacts[1].Email', current)).toEqual(
    rules.accessOf('Customer.Contacts', current),
  );
});

test('a document that is typed as JSON has to fit the contract', () => {
  const contract = contractOf('CreateOpportunity');
  expect(misfit(contract, fullOf(contract))).toBeUndefined();
  expect(misfit(contract, [])).toEqual({ path: '', kind: 'structure' });
  expect(misfit(contract, { Project: { Title: 5 } })).toEqual({ path: 'Project.Title', kind: 'text' });
  expect(misfit(contract, { Customer: { Contacts: [{}, 'x'] } })).toEqual({
    path: 'Customer.Contacts[1]',
    kind: 'structure',
  });
  expect(misfit(contract, { Titel: 'x' })).toEqual({ path: 'Titel' });
});

test('a tidy document has no empty members, but what was chosen or added', () => {
  const contract = contractOf('CreateEngagement');
  const document = { Title: '', Contexts: [{ Type: 'Lead', Payload: { Lead: {} } }, {}] };
  expect(tidy(document, contract)).toEqual({ Contexts: [{ Type: 'Lead', Payload: { Lead: {} } }, {}] });
  expect(tidy({ Title: 'x', Contexts: [] }, contract)).toEqual({ Title: 'x' });
  expect(valueAt(withValue({}, 'A.B[1].C', 1), 'A.B[1].C')).toBe(1);
});

test('changes from elsewhere are merged member by member', () => {
  const contract = contractOf('UpdateOpportunity');
  const base = {
    Project: { Title: 'A', AdditionalComments: 'x' },
    PrimaryNeedsFromAws: ['a'],
    NationalSecurity: 'No',
  };
  const theirs = { Project: { Title: 'B' }, PrimaryNeedsFromAws: ['a', 'b'], NationalSecurity: 'Yes' };
  const mine = {
    Project: { Title: 'C', AdditionalComments: 'x' },
    PrimaryNeedsFromAws: ['a'],
    NationalSecurity: 'Yes',
  };
  const changes = changesOf(contract, base, theirs, mine);
  expect(changes.map(({ path, isConflict }) => [path, isConflict])).toEqual([
    ['PrimaryNeedsFromAws', false],
    ['NationalSecurity', false],
    ['Project.Title', true],
    ['Project.AdditionalComments', false],
  ]);
  const expected = { PrimaryNeedsFromAws: ['a', 'b'], NationalSecurity: 'Yes' };
  expect(merged(mine, changes, () => true)).toEqual({ ...expected, Project: { Title: 'C' } });
  expect(merged(mine, changes, () => false)).toEqual({ ...expected, Project: { Title: 'B' } });
});
