import * as sdk from '@aws-sdk/client-eventbridge';
import { readSchemas } from '../kit/shape/schemas.ts';
import type { CommandInput, CommandOutput, CommandsOf, Wire } from '../model/contract.ts';

/**
 * The contract of EventBridge, read from the AWS SDK's own schemas, as `model/contract.ts` reads that of Partner
 * Central. Loading the SDK's package takes time and memory: nobody imports this folder before it is called for.
 */

type Commands = CommandsOf<typeof sdk>;

/** The name of an operation of EventBridge, e.g. `PutRule`, whether it has a handler here or not. */
export type OperationName = Exclude<keyof Commands, '$'> & string;
/** What an operation takes, decoded and checked. */
export type Input<Name extends OperationName> = Wire<CommandInput<Commands[Name]>>;
/** What an operation answers; moments as ISO 8601. */
export type Output<Name extends OperationName> = Wire<CommandOutput<Commands[Name]>>;

export const schemas = readSchemas(sdk);

export const isOperationName = (name: string): name is OperationName => schemas.has(name);
