/**
 * What may be a target of a rule, and what each kind asks for. Sources: AWS docs, eb-targets, eb-use-resource-based,
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

/** Reads an ARN; parts that a text lacks are empty. */
export const readArn = (arn: string): AwsArn => {
  const [, partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return { partition, service, region, account, resource: resource.join(':') };
};

/** Whether an ARN is that of an API destination, be it there or not. */
export const isApiDestination = ({ service, resource }: AwsArn): boolean =>
  service === 'events' && resource.startsWith('api-destination/');

interface TargetKind {
  /** The form of the resource in the ARN. */
  form: RegExp;
  /**
   * Whose role EventBridge works with: `role` needs a RoleArn; `policy` goes by the policy of the resource, and needs a
   * RoleArn in another account only; `open` needs none.
   */
  access: 'role' | 'policy' | 'open';
  /** Whether the resource may be of another account. */
  crossAccount: boolean;
  /** The parameters that this kind alone may have. */
  parameters?: readonly TargetParameters[];
  /** The parameters that it must have. */
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

/** Members of a target that are for some kinds only. SqsParameters is taken on any. */
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

/** What of a target is looked at here. */
export interface TargetShape extends Partial<Record<TargetParameters, unknown>> {
  Id: string;
  Arn: string;
  RoleArn?: string | undefined;
  SqsParameters?: { MessageGroupId?: string | undefined } | undefined;
  DeadLetterConfig?: { Arn?: string | undefined } | undefined;
}

/** All that is wrong with what a target is, as sentences in the words of EventBridge where they are known. */
export const kindFaults = (target: TargetShape, account: string): string[] => {
  const { Id, Arn, RoleArn, SqsParameters } = target;
  const arn = readArn(Arn);
  const badForm = [`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`];
  if (arn.resource === '') return badForm;
  const found = KINDS.get(arn.service);
  if (!found) return [`${arn.service} is not a supported service for a target: ${Arn}.`];
  // A document of Systems Manager may be AWS's own.
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

/** Whether a target is of another account, where its kind may not be. */
export const isForeign = ({ Arn }: TargetShape, account: string): boolean => {
  const arn = readArn(Arn);
  return KINDS.get(arn.service)?.crossAccount === false && arn.account !== '' && arn.account !== account;
};

/** What is wrong with a target's dead-letter queue: it has to be a standard SQS queue of the rule's Region. */
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
