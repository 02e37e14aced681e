import type { EventTarget } from '../model/event-bridge.ts';
import { fillTemplate, isJsonTemplate, RESERVED_NAMES } from '../rules/event-input.ts';
import { readEventPath } from '../rules/event-paths.ts';

/** What may be a target here. AWS docs: eb-targets has many more, which nothing here could call. */
const SUPPORTED = 'an API destination, an SQS queue, or an event bus';

const arnForm = /^arn:[^:]+:([^:]+):([^:]*):([^:]*):(.+)$/;

/** Whether an ARN is that of an API destination, be it there or not. */
export const isApiDestination = (arn: string): boolean => {
  const [, service, , , resource = ''] = arnForm.exec(arn) ?? [];
  return service === 'events' && resource.startsWith('api-destination/');
};

/** All that is wrong with targets by themselves, as sentences in the words of EventBridge where they are known. */
export const targetFaults = (targets: readonly EventTarget[]): string[] => {
  const ids = targets.map(({ Id }) => Id);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) < index));
  return [
    ...[...twice].map((id) => `Target ${id} is in the request more than once.`),
    ...targets.flatMap((target) => [...arnFaults(target), ...queueFaults(target), ...inputFaults(target)]),
  ];
};

const arnFaults = ({ Arn }: EventTarget): string[] => {
  const [, service, region, account, resource = ''] = arnForm.exec(Arn) ?? [];
  const badForm = [`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`];
  if (service === undefined) return badForm;
  const isQueue = service === 'sqs';
  const isEvents = service === 'events' && /^(api-destination\/[^/]+\/[^/]+|event-bus\/.+)$/.test(resource);
  if (isQueue || isEvents) return region && account ? [] : badForm;
  return [`${service} is not a supported service for a target: ${Arn}. A target is ${SUPPORTED}.`];
};

const queueFaults = ({ Id, Arn, SqsParameters, DeadLetterConfig }: EventTarget): string[] => {
  const isFifo = /^arn:[^:]+:sqs:.*\.fifo$/.test(Arn);
  const deadLetters = DeadLetterConfig?.Arn;
  return [
    ...(isFifo && !SqsParameters?.MessageGroupId
      ? [`Parameter(s) SqsParameters must be specified for target: ${Id}.`]
      : []),
    ...(deadLetters !== undefined && !/^arn:[^:]+:sqs:[^:]+:[^:]+:[^:]+$/.test(deadLetters)
      ? [`DeadLetterConfig.Arn of target ${Id} is not the ARN of an SQS queue.`]
      : []),
  ];
};

const inputFaults = ({ Id, Input, InputPath, InputTransformer }: EventTarget): string[] => {
  const given = [Input, InputPath, InputTransformer].filter((option) => option !== undefined);
  return [
    ...(given.length > 1
      ? [`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`]
      : []),
    ...(Input !== undefined && !isJson(Input) ? [`JSON syntax error in input for target ${Id}.`] : []),
    ...(InputPath !== undefined && !readEventPath(InputPath)
      ? [`InputPath for target ${Id} is invalid.`]
      : []),
    ...(InputTransformer ? transformerFaults(Id, InputTransformer) : []),
  ];
};

const transformerFaults = (
  id: string,
  { InputPathsMap = {}, InputTemplate }: NonNullable<EventTarget['InputTransformer']>,
): string[] => {
  const faults: string[] = [];
  for (const [key, path] of Object.entries(InputPathsMap)) {
    if (/^aws/i.test(key))
      faults.push(`InputPathsMap for target ${id} has the key ${key}, which is reserved.`);
    if (!readEventPath(path)) faults.push(`InputPathsMap for target ${id} has an invalid path at ${key}.`);
  }
  const isName = (name: string) => RESERVED_NAMES.includes(name) || Object.hasOwn(InputPathsMap, name);
  const sample = fillTemplate(InputTemplate, (name) => (isName(name) ? { value: 0 } : undefined));
  if (isJsonTemplate(InputTemplate) && !isJson(sample)) {
    faults.push(`Invalid InputTemplate for target ${id} : it is not JSON once its placeholders are filled.`);
  }
  return faults;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
