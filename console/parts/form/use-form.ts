import { useCallback, useMemo, useRef, useState } from 'react';
import { type FieldFault, isFault } from '../../api/fault.ts';
import { shapeFaults } from './check.ts';
import type { Draft, Structure } from './contract.ts';
import type { FormRules } from './field-rules.ts';
import { isWithin, tidy, withoutIndexes, withValue } from './paths.ts';
import { type PlacedFault, placeFaults } from './place-faults.ts';

/** What a form is made from. */
export interface FormTerms {
  contract: Structure;
  /** Members that have no field, without indexes: the page sends them by itself, or the server sets them. */
  hidden: readonly string[];
  rules?: FormRules;
  /** Where the operator's routes have the document in their input, e.g. `opportunity`. */
  prefix?: string;
}

/** A document that is being made, with its faults. */
export interface FormState extends FormTerms {
  document: Draft;
  /** The document as it is sent: without empty members. */
  sent: Draft;
  isChanged: boolean;
  isBusy: boolean;
  /** Faults to show now: the server's until their field changes, and early ones of what was left or tried to send. */
  faults: readonly PlacedFault[];
  /** What the server answered last, if it refused. */
  error: unknown;
  /** The field to put the focus into; the count tells requests of the same field apart. */
  focus: { path: string; count: number } | undefined;
  set: (path: string, value: unknown) => void;
  leaveField: (path: string) => void;
  /** Replaces the document, and with `start` what counts as unchanged. */
  replace: (document: Draft, start?: Draft) => void;
  focusOn: (path: string) => void;
  isHidden: (path: string) => boolean;
  /** Sends the tidy document, unless faults can be told before. Resolves with the answer if the server took it. */
  submit: <Answer>(
    send: (document: Draft) => Promise<Answer>,
    isAnyway?: boolean,
  ) => Promise<{ answer: Answer } | undefined>;
}

const isSameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

interface Answer {
  error: unknown;
  faults: readonly PlacedFault[];
}

const NO_ANSWER: Answer = { error: undefined, faults: [] };

/** Holds a form's document. Nothing that was typed is lost, whatever the server answers. */
export const useForm = (terms: FormTerms, initial: Draft): FormState => {
  const { contract, hidden, rules, prefix } = terms;
  const [document, setDocument] = useState(initial);
  const [start, setStart] = useState(initial);
  const [answer, setAnswer] = useState(NO_ANSWER);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [focus, setFocus] = useState<FormState['focus']>();
  const isSending = useRef(false);

  const isHidden = useCallback(
    (path: string) => hidden.some((member) => isWithin(withoutIndexes(path), member)),
    [hidden],
  );
  const place = (faults: readonly FieldFault[], own?: string) =>
    placeFaults(faults, { contract, document, isHidden, ...(own !== undefined && { prefix: own }) });
  const sent = useMemo(() => tidy(document, contract), [document, contract]);
  const early = useMemo(() => {
    const found = [...shapeFaults(contract, sent, hidden), ...(rules?.faultsOf(sent) ?? [])];
    return placeFaults(once(found), { contract, document, isHidden });
  }, [contract, document, sent, hidden, rules, isHidden]);

  const set = useCallback((path: string, value: unknown) => {
    setDocument((before) => withValue(before, path, value));
    setAnswer(({ error, faults }) => ({
      error,
      faults: faults.filter(
        ({ path: at }) => at === undefined || !(isWithin(at, path) || isWithin(path, at)),
      ),
    }));
  }, []);
  const focusOn = useCallback(
    (path: string) => setFocus((before) => ({ path, count: (before?.count ?? 0) + 1 })),
    [],
  );
  const focusFirst = (faults: readonly PlacedFault[]) => {
    const first = faults.find(({ path }) => path !== undefined)?.path;
    if (first !== undefined) focusOn(first);
  };

  return {
    ...terms,
    document,
    sent,
    isChanged: useMemo(
      () => !isSameJson(tidy(document, contract), tidy(start, contract)),
      [document, start, contract],
    ),
    isBusy,
    faults: shown(answer.faults, early, (path) => isTried || left.has(path)),
    error: answer.error,
    focus,
    set,
    focusOn,
    isHidden,
    leaveField: useCallback((path: string) => setLeft((before) => new Set([...before, path])), []),
    replace: useCallback((next: Draft, nextStart?: Draft) => {
      setDocument(next);
      setAnswer(NO_ANSWER);
      if (nextStart) setStart(nextStart);
    }, []),
    submit: async (send, isAnyway = false) => {
      if (isSending.current) return undefined;
      setIsTried(true);
      setAnswer(NO_ANSWER);
      if (early.length > 0 && !isAnyway) {
        focusFirst(early);
        return undefined;
      }
      isSending.current = true;
      setIsBusy(true);
      try {
        const answer = await send(sent);
        setStart(document);
        return { answer };
      } catch (error) {
        const faults = isFault(error) ? place(error.fields, prefix) : [];
        setAnswer({ error, faults });
        focusFirst(faults);
        return undefined;
      } finally {
        isSending.current = false;
        setIsBusy(false);
      }
    },
  };
};

/** A member that is missing for two reasons is told once. */
const once = (faults: readonly FieldFault[]): FieldFault[] => [
  ...new Map(faults.map((fault) => [`${fault.FieldName}/${fault.Code}`, fault])).values(),
];

/** The server's faults, and early ones of fields that it said nothing of. */
const shown = (
  answered: readonly PlacedFault[],
  early: readonly PlacedFault[],
  isAsked: (path: string) => boolean,
): readonly PlacedFault[] => {
  const told = new Set(answered.map(({ path }) => path));
  return [...answered, ...early.filter(({ path }) => path !== undefined && isAsked(path) && !told.has(path))];
};
