import { readEventPath } from '../kit/pattern/paths.ts';
import type { EventTarget } from '../model/event-bridge.ts';
import { targetHeaderFaults } from '../rules/events/headers.ts';
import { templateFaults } from '../rules/events/input.ts';
import { deadLetterFaults, kindFaults, readArn } from '../rules/events/targets.ts';

/** The account and region of a rule. */
export interface RulePlace {
  account: string;
  region: string;
}

/** Returns all faults of targets that need no query, as sentences, in EventBridge's own words if they are known. */
export const targetFaults = (targets: readonly EventTarget[], { account, region }: RulePlace): string[] => {
  const ids = targets.map(({ Id }) => Id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) < index));
  return [
    ...[...twice].map(
      (id) => `Parameter targets is not valid. Reason: More than one target with Id '${id}' is provided.`,
    ),
    ...targets.flatMap((target) => [
      ...kindFaults(target, account),
      ...deadLetterFaults(target, region),
      ...targetHeaderFaults(target),
      ...inputFaults(target),
    ]),
  ];
};

const inputFaults = ({ Id, Arn, Input, InputPath, InputTransformer }: EventTarget): string[] => {
  const given = [Input, InputPath, InputTransformer].filter((option) => option !== undefined);
  const paths = [InputPath ?? '$', ...Object.values(InputTransformer?.InputPathsMap ?? {})];
  return [
    ...(given.length > 1
      ? [`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`]
      : []),
    ...(Input !== undefined && !isJson(Input) ? [`JSON syntax error in input for target ${Id}.`] : []),
    ...(paths.every((path) => readEventPath(path)) ? [] : [`InputPath for target ${Id} is invalid.`]),
    ...(InputTransformer ? templateFaults(Id, InputTransformer) : []),
    ...(InputTransformer && readArn(Arn).service === 'logs' ? logTemplateFaults(Id, InputTransformer) : []),
  ];
};

/** A log group accepts only a template of an object with `timestamp` and `message`. AWS docs: eb-targets; reported. */
const logTemplateFaults = (
  id: string,
  { InputTemplate }: NonNullable<EventTarget['InputTransformer']>,
): string[] =>
  InputTemplate.trimStart().startsWith('{') ? [] : [`Input for target ${id} is not a valid JSON text.`];

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
