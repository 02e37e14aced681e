import * as sdk from '@aws-sdk/client-eventbridge';
import { readSchemas } from '../kit/shape/schemas.ts';
import type { CommandInput, CommandOutput, CommandsOf, Wire } from '../model/contract.ts';

/**
 * The contract of EventBridge, read from the AWS SDK's schemas, as `model/contract.ts` reads that of Partner Central.
 * Loading the SDK's package takes time and memory, so this folder is imported only when a request needs it.
 */

type Commands = CommandsOf<typeof sdk>;

/** The name of an EventBridge operation, e.g. `PutRule`, with or without a handler here. */
export type OperationName = Exclude<keyof Commands, '$'> & string;
/** The input of an operation, decoded and checked. */
export type Input<Name extends OperationName> = Wire<CommandInput<Commands[Name]>>;
/** The output of an operation, with timestamps as ISO 8601. */
export type Output<Name extends OperationName> = Wire<CommandOutput<Commands[Name]>>;

export const schemas = readSchemas(sdk);

export const isOperationName = (name: string): name is OperationName => schemas.has(name);
