/**
 * The supported targets of a rule, and the requirements of each kind. Sources: AWS docs, eb-targets, eb-use-resource-based,
 * eb-service-cross-account; what PutTargets answered in September 2026, as the rules of github.com/badmintoncryer/
 * cdk-preflight record it (reported).
 */

/** The parts of an ARN. */
export interface AwsArn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Parses an ARN; missing parts are empty strings. */
export const readArn = (arn: string): AwsArn => {
  const [, partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return { partition, service, region, account, resource: resource.join(':') };
};

/** Whether an ARN has the form of an API destination's; it need not exist. */
export const isApiDestination = ({ service, resource }: AwsArn): boolean =>
  service === 'events' && resource.startsWith('api-destination/');

interface TargetKind {
  /** Form of the ARN's resource part. */
  form: RegExp;
  /**
   * How EventBridge is authorized: `role`, by a RoleArn; `policy`, by the resource's policy, and by a RoleArn only if the
   * resource is in another account; `open`, not at all.
   */
  access: 'role' | 'policy' | 'open';
  /** Whether the resource may be in another account. */
  crossAccount: boolean;
  /** The parameters that this kind allows. */
  parameters?: readonly TargetParameters[];
  /** The parameters that this kind requires. */
  needs?: TargetParameters;
}

const PARAMETERS = [
  ...([
    'AppSyncParameters',
    'BatchParameters',
    'EcsParameters',
    'HttpParameters',
    'KinesisParameters',
  ] as const),
  ...(['RedshiftDataParameters', 'RunCommandParameters', 'SageMakerPipelineParameters'] as const),
] as const;

/** Members of a target that only some kinds allow. Every kind allows SqsParameters. */
export type TargetParameters = (typeof PARAMETERS)[number];

const ANY = /^.+$/s;
const EC2_ACTION = 'target/(create-snapshot|reboot-instances|stop-instances|terminate-instances)';

const kind = (access: TargetKind['access'], more: Partial<TargetKind> = {}): TargetKind => ({
  form: ANY,
  crossAccount: false,
  access,
  ...more,
});

/** By the service in the ARN. */
const KINDS: ReadonlyMap<string, TargetKind> = new Map(
  Object.entries({
    lambda: kind('policy', { form: /^function:[\w-]{1,64}(:[\w$-]{1,128})?$/, crossAccount: true }),
    logs: kind('policy', { form: /^log-group:[\w./#-]{1,512}(:\*)?$/ }),
    sns: kind('policy', { form: /^[\w-]{1,256}(\.fifo)?$/, crossAccount: true }),
    sqs: kind('policy', { crossAccount: true }),
    events: kind('role', {
      form: new RegExp(`^(api-destination/[^/]+/[^/]+|event-bus/.+|${EC2_ACTION})$`),
      crossAccount: true,
      parameters: ['HttpParameters'],
    }),
    firehose: kind('role', { form: /^deliverystream\/[\w.-]{1,64}$/ }),
    appsync: kind('open', { parameters: ['AppSyncParameters'] }),
    batch: kind('role', { parameters: ['BatchParameters'], needs: 'BatchParameters' }),
    codebuild: kind('role'),
    codepipeline: kind('role'),
    ecs: kind('role', { parameters: ['EcsParameters'], needs: 'EcsParameters' }),
    'execute-api': kind('open', { crossAccount: true, parameters: ['HttpParameters'] }),
    glue: kind('role'),
    imagebuilder: kind('open'),
    inspector: kind('role'),
    kinesis: kind('role', { crossAccount: true, parameters: ['KinesisParameters'] }),
    redshift: kind('role', { parameters: ['RedshiftDataParameters'] }),
    'redshift-serverless': kind('open', { parameters: ['RedshiftDataParameters'] }),
    sagemaker: kind('role', { parameters: ['SageMakerPipelineParameters'] }),
    ssm: kind('role', { parameters: ['RunCommandParameters'] }),
    'ssm-incidents': kind('role'),
    states: kind('role'),
  }),
);

/** The members of a target that are checked here. */
export interface TargetShape extends Partial<Record<TargetParameters, unknown>> {
  Id: string;
  Arn: string;
  RoleArn?: string | undefined;
  SqsParameters?: { MessageGroupId?: string | undefined } | undefined;
  DeadLetterConfig?: { Arn?: string | undefined } | undefined;
}

/** Returns all that is wrong with a target of its kind, in the words of EventBridge if they are known. */
export const kindFaults = (target: TargetShape, account: string): string[] => {
  const { Id, Arn, RoleArn, SqsParameters } = target;
  const arn = readArn(Arn);
  const badForm = [`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`];
  if (arn.resource === '') return badForm;
  const found = KINDS.get(arn.service);
  if (!found) return [`${arn.service} is not a supported service for a target: ${Arn}.`];
  // The ARN of a Systems Manager document that AWS owns has no account.
  if (!arn.region || !(arn.account || arn.service === 'ssm') || !found.form.test(arn.resource))
    return badForm;
  const needsRole = found.access === 'role' || (found.access === 'policy' && arn.account !== account);
  const missing = [
    ...(found.needs && !target[found.needs] ? [found.needs] : []),
    ...(arn.service === 'sqs' && Arn.endsWith('.fifo') && !SqsParameters?.MessageGroupId
      ? ['SqsParameters']
      : []),
  ];
  const foreign = PARAMETERS.filter((name) => target[name] && !found.parameters?.includes(name));
  return [
    ...missing.map((name) => `Parameter(s) ${name} must be specified for target: ${Id}.`),
    ...foreign.map((name) => `Parameter(s) ${name} not supported for target: ${Id}.`),
    ...(needsRole && !RoleArn ? [`RoleArn is required for target ${Arn}.`] : []),
  ];
};

/** Whether a target is in another account although its kind must not be. */
export const isForeign = ({ Arn }: TargetShape, account: string): boolean => {
  const arn = readArn(Arn);
  return KINDS.get(arn.service)?.crossAccount === false && arn.account !== '' && arn.account !== account;
};

/** Returns what is wrong with a target's dead-letter queue: it must be a standard SQS queue in the rule's Region. */
export const deadLetterFaults = ({ DeadLetterConfig }: TargetShape, region: string): string[] => {
  if (DeadLetterConfig?.Arn === undefined) return [];
  const { Arn } = DeadLetterConfig;
  const arn = readArn(Arn);
  if (!arn.resource || !arn.region || !arn.account) {
    return [`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`];
  }
  if (arn.service !== 'sqs') return [`${arn.service} is not supported as a dead letter resource.`];
  if (Arn.endsWith('.fifo')) return ['SQS FIFO is not supported by Dead Letter Queues.'];
  if (arn.region === region) return [];
  return [`The dead-letter queue ${Arn} is not in the Region of the rule, ${region}.`];
};
