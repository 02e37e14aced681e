"""Made by `npm run docs` of cosell from its OpenAPI document. Not to be edited."""

# ruff: noqa
from typing import Any, List, Literal, NotRequired, Protocol, TypedDict, cast
from urllib.parse import quote


def quoted(text: str) -> str:
    """Encodes a parameter of a path."""
    return quote(text, safe="")


class Send(Protocol):
    """Calls the server and returns the decoded JSON of its response."""

    def __call__(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Any: ...


class AccountsListAnswerAccountOpportunityOwner(TypedDict):
    """The account's alliance lead. Default a made-up person."""

    email: str
    firstName: str
    lastName: str


class AccountsListAnswerAccountSolution(TypedDict):
    # S- and up to 19 digits.
    id: str
    name: str
    category: NotRequired[str]
    catalog: NotRequired[Literal["AWS", "Sandbox"]]
    status: NotRequired[Literal["Active", "Inactive", "Draft"]]


class AccountsListAnswerAccount(TypedDict):
    # Twelve digits, or aws.
    id: str
    companyName: str
    websiteUrl: NotRequired[str]
    # The account's alliance lead. Default a made-up person.
    opportunityOwner: NotRequired[AccountsListAnswerAccountOpportunityOwner]
    solutions: NotRequired[List[AccountsListAnswerAccountSolution]]


class AccountsListAnswer(TypedDict):
    accounts: List[AccountsListAnswerAccount]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class AccountsPutAnswer(TypedDict):
    # Twelve digits, or aws.
    id: str
    companyName: str
    websiteUrl: NotRequired[str]
    # The account's alliance lead. Default a made-up person.
    opportunityOwner: NotRequired[AccountsListAnswerAccountOpportunityOwner]
    solutions: NotRequired[List[AccountsListAnswerAccountSolution]]


class AwsSideUpdateAnswer(TypedDict):
    # The id of an opportunity, e.g. O1234567.
    id: str
    lastModifiedDate: str
    summary: dict[str, Any]


class ClockAdvanceAnswer(TypedDict):
    # The server's time.
    now: str
    # Whether it is frozen.
    frozen: bool
    # How far it is ahead of the machine's time, in milliseconds; negative if behind.
    offset: int


class ClockFreezeAnswer(TypedDict):
    # The server's time.
    now: str
    # Whether it is frozen.
    frozen: bool
    # How far it is ahead of the machine's time, in milliseconds; negative if behind.
    offset: int


class ClockGetAnswer(TypedDict):
    # The server's time.
    now: str
    # Whether it is frozen.
    frozen: bool
    # How far it is ahead of the machine's time, in milliseconds; negative if behind.
    offset: int


class ClockResumeAnswer(TypedDict):
    # The server's time.
    now: str
    # Whether it is frozen.
    frozen: bool
    # How far it is ahead of the machine's time, in milliseconds; negative if behind.
    offset: int


class ClockSetAnswer(TypedDict):
    # The server's time.
    now: str
    # Whether it is frozen.
    frozen: bool
    # How far it is ahead of the machine's time, in milliseconds; negative if behind.
    offset: int


class DeadLettersGetAnswer(TypedDict):
    id: str
    # The account of the target; absent for a webhook.
    account: NotRequired[str]
    # The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
    target: str
    # redriven while it waits for the next attempt.
    state: Literal["dead", "redriven"]
    # When it entered this state.
    since: str
    # Number of attempts, since the redrive if there was one.
    attempts: int
    # The error of the last attempt: a code of EventBridge and a message.
    error: str
    # The envelope of the event.
    event: dict[str, Any]


class DeadLettersListAnswer(TypedDict):
    deadLetters: List[DeadLettersGetAnswer]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class DeadLettersRedriveAnswer(TypedDict):
    # How many. Excludes those whose target is gone and those being delivered.
    redriven: int


class DeliveriesClearAnswer(TypedDict):
    removed: int


class DeliveriesListAnswerDelivery(TypedDict):
    # When it ended, by the clock of the server.
    time: str
    # The same moment by the clock of the machine.
    realTime: str
    # The account of the target; absent for a webhook.
    account: NotRequired[str]
    # The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
    target: str
    # What the target is.
    kind: Literal["webhook", "apiDestination", "function", "queue", "topic", "stream", "logGroup", "eventBus", "other"]
    eventId: str
    # The detail-type of the event.
    eventType: str
    # The account that got the event.
    eventAccount: str
    # The position of the event in the feed, from which it is replayed.
    sequence: int
    # delivered: the target took it; retry: it failed and is tried again; dead: it failed and was given up, as a dead letter; passedOver: no attempt, because this server sends nothing to the target, or could not match the pattern.
    outcome: Literal["delivered", "retry", "dead", "passedOver"]
    # 1 for the first, also after a redrive or replay; 0 if it was passed over.
    attempt: int
    # Whether it was redriven, or replayed.
    again: bool
    # How long the target took.
    milliseconds: float
    # The HTTP status of the answer, if the target speaks HTTP.
    status: NotRequired[int]
    # A code of EventBridge.
    errorCode: NotRequired[str]
    # Why it failed.
    message: NotRequired[str]
    # When the next attempt is due.
    retryAt: NotRequired[str]
    # The id of the dead letter that it became, or still is.
    deadLetter: NotRequired[str]
    # The trace of the attempt: that of the call that caused the event, if the same account made it; absent if nothing is traced.
    traceId: NotRequired[str]
    # Host name and process id of the server that made the attempt.
    node: str


class DeliveriesListAnswer(TypedDict):
    deliveries: List[DeliveriesListAnswerDelivery]
    # The `after` of the next page, with older ones; absent on the last.
    next: NotRequired[str]


EventsListAnswerEvent = TypedDict(
    "EventsListAnswerEvent",
    {
        "version": NotRequired[str],
        "id": str,
        "detail-type": str,
        "source": str,
        "account": str,
        "time": str,
        "region": str,
        "resources": List[str],
        "detail": dict[str, Any],
    },
)


class EventsListAnswerGone(TypedDict):
    """Present if events after `after` were deleted, because their time was over. What is left follows."""

    # The greatest number of a deleted event. Others up to it may be there.
    through: str
    # When the last of them was recorded at the latest.
    recordedBefore: str


class EventsListAnswer(TypedDict):
    events: List[EventsListAnswerEvent]
    next: str
    # Present if events after `after` were deleted, because their time was over. What is left follows.
    gone: NotRequired[EventsListAnswerGone]


class EventsReplayAnswer(TypedDict):
    # How many events: those of the target’s account, or that the webhook may get, with these sequences.
    replayed: int
    # The `from` of the next call, if there are more than 1000.
    next: NotRequired[int]
    # What was deleted of those that were asked for.
    gone: NotRequired[EventsListAnswerGone]


class FaultsAddAnswerErrorList(TypedDict):
    FieldName: NotRequired[str]
    Message: str
    # What is wrong with the field.
    Code: Literal["ACTION_NOT_PERMITTED", "DUPLICATE_KEY_VALUE", "INVALID_ENUM_VALUE", "INVALID_RESOURCE_STATE", "INVALID_STRING_FORMAT", "INVALID_VALUE", "NOT_ENOUGH_VALUES", "REQUIRED_FIELD_MISSING", "TOO_MANY_VALUES", "VALUE_OUT_OF_RANGE"]


class FaultsAddAnswer(TypedDict):
    id: str
    # Whose requests or tasks. Default all.
    account: NotRequired[str]
    # E.g. CreateOpportunity. Default all.
    operation: NotRequired[str]
    # One of two separate worlds.
    catalog: NotRequired[Literal["AWS", "Sandbox"]]
    # Of fail: the step, e.g. create the opportunity. Default the next one.
    step: NotRequired[str]
    # The ReasonCode with which a task fails, at its next step or at `step`.
    fail: NotRequired[Literal["ContextNotFound", "CustomerProjectContextNotPermitted", "DisqualifiedLeadNotPermitted", "EngagementAccessDenied", "EngagementConflict", "EngagementInvitationConflict", "EngagementValidationFailed", "InternalError", "InvitationAccessDenied", "InvitationValidationFailed", "OpportunityAccessDenied", "OpportunityConflict", "OpportunitySubmissionFailed", "OpportunityValidationFailed", "RequestThrottled", "ResourceSnapshotAccessDenied", "ResourceSnapshotConflict", "ResourceSnapshotJobAccessDenied", "ResourceSnapshotJobConflict", "ResourceSnapshotJobValidationFailed", "ResourceSnapshotValidationFailed", "ServiceQuotaExceeded"]]
    # The exception that an operation throws.
    exception: NotRequired[Literal["AccessDeniedException", "ConflictException", "InternalServerException", "ResourceNotFoundException", "ServiceQuotaExceededException", "ThrottlingException", "ValidationException"]]
    # Delay before an operation runs, in milliseconds.
    delay: NotRequired[int]
    # Rate limit in requests per second. Requests beyond it get ThrottlingException.
    throttle: NotRequired[int]
    # The connection is closed without a response, before or after the operation runs.
    drop: NotRequired[Literal["before", "after"]]
    # How long StartEngagementByAcceptingInvitationTask, StartEngagementFromOpportunityTask, StartOpportunityFromEngagementTask wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.
    taskWait: NotRequired[int]
    # Of fail and exception: its Message.
    message: NotRequired[str]
    # Of exception: its Reason.
    reason: NotRequired[str]
    # Of ValidationException: its ErrorList.
    errorList: NotRequired[List[FaultsAddAnswerErrorList]]
    # How many more times it happens; null for always.
    remaining: int | None
    createdAt: str


class FaultsClearAnswer(TypedDict):
    removed: int


class FaultsListAnswer(TypedDict):
    faults: List[FaultsAddAnswer]


class KeysCreateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    # Absent: the root of the account.
    user: NotRequired[str]
    accessKeyId: str
    status: str
    createdAt: str
    # Shown only now. Absent if each server reads it from a variable or file.
    secretAccessKey: NotRequired[str]


class KeysListAnswerKey(TypedDict):
    # Twelve digits, or aws.
    account: str
    # Absent: the root of the account.
    user: NotRequired[str]
    accessKeyId: str
    status: str
    createdAt: str


class KeysListAnswer(TypedDict):
    keys: List[KeysListAnswerKey]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class KeysResealAnswer(TypedDict):
    resealed: int


class KeysRotateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    # Absent: the root of the account.
    user: NotRequired[str]
    accessKeyId: str
    status: str
    createdAt: str
    # Shown only now. Absent if each server reads it from a variable or file.
    secretAccessKey: NotRequired[str]


class KeysUpdateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    # Absent: the root of the account.
    user: NotRequired[str]
    accessKeyId: str
    status: str
    createdAt: str


class PoliciesCreateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    policyId: str
    document: str
    createdAt: str
    modifiedAt: str


class PoliciesGetAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    policyId: str
    document: str
    createdAt: str
    modifiedAt: str


class PoliciesListAnswer(TypedDict):
    policies: List[PoliciesCreateAnswer]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class PoliciesTestAnswerStatementElement(TypedDict):
    # Principal, Action, Resource, Condition, or the negation of one.
    name: str
    # Of a Condition, with its key.
    operator: NotRequired[str]
    key: NotRequired[str]
    matches: bool
    # The policy's values, with those of variables.
    expected: List[str]
    # The test's values; none if it has none.
    actual: List[str]


class PoliciesTestAnswerStatement(TypedDict):
    # The identity's, the session's, or the role's trust policy.
    set: Literal["identity", "session", "trust"]
    # The name of an inline policy, the ARN of a managed one, or policies[0].
    policy: str
    # Its position in the document, from 1.
    statement: int
    sid: NotRequired[str]
    # What it does if it is in effect.
    effect: Literal["Allow", "Deny"]
    # Whether all of its elements match.
    isInEffect: bool
    elements: List[PoliciesTestAnswerStatementElement]


class PoliciesTestAnswer(TypedDict):
    # ImplicitDeny: nothing allows it.
    decision: Literal["Allow", "ExplicitDeny", "ImplicitDeny"]
    # In one sentence.
    reason: str
    action: str
    resource: str
    principal: NotRequired[str]
    statements: List[PoliciesTestAnswerStatement]
    # Condition keys that the policies read, and for which the test has no value.
    missingContext: List[str]


class PoliciesUpdateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    policyId: str
    document: str
    createdAt: str
    modifiedAt: str


class QuirksClearAnswerQuirk(TypedDict):
    # Which quirk.
    name: Literal["update-clears-status", "status-needs-partner-id", "token-spans-operations", "late-reads"]
    on: bool
    # In milliseconds; of a quirk with a duration that is on.
    duration: NotRequired[int]
    # What it does.
    summary: str


class QuirksClearAnswer(TypedDict):
    quirks: List[QuirksClearAnswerQuirk]


class QuirksListAnswer(TypedDict):
    quirks: List[QuirksClearAnswerQuirk]


class QuirksSetAnswer(TypedDict):
    # Which quirk.
    name: Literal["update-clears-status", "status-needs-partner-id", "token-spans-operations", "late-reads"]
    on: bool
    # In milliseconds; of a quirk with a duration that is on.
    duration: NotRequired[int]
    # What it does.
    summary: str


class QuotasGetAnswerClassesReads(TypedDict):
    # Requests per second.
    perSecond: NotRequired[float]
    # Requests that may come at once. Default as many as per second, at least one.
    burst: NotRequired[int]
    # Requests per rolling 24 hours.
    perDay: NotRequired[int]


class QuotasGetAnswerClasses(TypedDict):
    reads: NotRequired[QuotasGetAnswerClassesReads]
    writes: NotRequired[QuotasGetAnswerClassesReads]
    engagementWrites: NotRequired[QuotasGetAnswerClassesReads]
    prospectingStarts: NotRequired[QuotasGetAnswerClassesReads]
    prospectingGets: NotRequired[QuotasGetAnswerClassesReads]
    prospectingLists: NotRequired[QuotasGetAnswerClassesReads]
    otherReads: NotRequired[QuotasGetAnswerClassesReads]
    otherWrites: NotRequired[QuotasGetAnswerClassesReads]


class QuotasGetAnswer(TypedDict):
    # No quotas, those of AWS, or `classes`.
    mode: Literal["off", "aws", "custom"]
    classes: QuotasGetAnswerClasses


class QuotasSetAnswer(TypedDict):
    # No quotas, those of AWS, or `classes`.
    mode: Literal["off", "aws", "custom"]
    classes: QuotasGetAnswerClasses


QuotasUsageAnswerClasse = TypedDict(
    "QuotasUsageAnswerClasse",
    {
        "class": Literal["reads", "writes", "engagementWrites", "prospectingStarts", "prospectingGets", "prospectingLists", "otherReads", "otherWrites"],
        "perSecond": NotRequired[float],
        "burst": NotRequired[int],
        "perDay": NotRequired[int],
        "usedInDay": NotRequired[int],
    },
)


class QuotasUsageAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    classes: List[QuotasUsageAnswerClasse]


class RequestsBodiesAnswer(TypedDict):
    # Whether the bodies of further requests are kept.
    kept: bool
    # When this ends, by the clock of the machine; absent if it lasts, or if they are not kept.
    until: NotRequired[str]


class RequestsClearAnswer(TypedDict):
    removed: int


class RequestsGetAnswerRequestBody(TypedDict):
    # The body, if it is JSON.
    json: NotRequired[Any]
    # The body, or its beginning, if it is something else.
    text: NotRequired[str]
    # Why the body is absent or not whole.
    note: NotRequired[str]


class RequestsGetAnswerRequest(TypedDict):
    """Absent if what arrived was no HTTP request."""

    method: str
    path: str
    # In lower case, without signatures and tokens.
    headers: dict[str, str]
    body: RequestsGetAnswerRequestBody


class RequestsGetAnswerResponse(TypedDict):
    body: RequestsGetAnswerRequestBody


class RequestsGetAnswerExplanationFault(TypedDict):
    fieldName: NotRequired[str]
    code: str
    message: str
    # What the code means, in plain words.
    means: str
    # Where the rule is documented.
    source: NotRequired[str]
    # What would have been accepted.
    needed: NotRequired[str]


class RequestsGetAnswerExplanation(TypedDict):
    # What the error means, in plain words.
    means: str
    # What to do.
    advice: str
    # Where it is documented.
    source: NotRequired[str]
    # Every fault of the ErrorList.
    faults: List[RequestsGetAnswerExplanationFault]
    # Near misses: what the call would have needed, by the state of now. Of other accounts they say nothing.
    needed: List[str]


class RequestsGetAnswerEvent(TypedDict):
    # The id of its envelope.
    id: str
    # Its detail-type.
    type: str
    # The account that gets it.
    account: str
    catalog: NotRequired[str]
    time: str
    resources: List[str]
    # The task whose step has recorded it, before the call was answered.
    task: NotRequired[str]


class RequestsGetAnswerTaskStep(TypedDict):
    name: str
    # NEXT runs now or will run; WAITING comes after it, or never if the task has failed.
    status: Literal["DONE", "NEXT", "FAILED", "WAITING"]
    # When it was done. Absent if an earlier task of the invitation did it.
    endedAt: NotRequired[str]
    # Number of tries; 0 if an earlier task did it.
    tries: int


class RequestsGetAnswerTask(TypedDict):
    id: str
    catalog: str
    # Twelve digits, or aws.
    account: str
    # The operation that started it.
    operation: str
    status: str
    startTime: str
    endTime: NotRequired[str]
    reasonCode: NotRequired[str]
    message: NotRequired[str]
    invitation: NotRequired[str]
    engagement: NotRequired[str]
    opportunity: NotRequired[str]
    snapshotJob: NotRequired[str]
    # Of a task about a lead: its context.
    context: NotRequired[str]
    # Of a task that submits: its AwsSubmission.
    involvementType: NotRequired[str]
    visibility: NotRequired[str]
    # Of a prospecting task.
    name: NotRequired[str]
    steps: List[RequestsGetAnswerTaskStep]
    # Whether the call was answered after its end.
    isWaitedFor: bool
    # What its steps have recorded on this node since the call was answered. If the call has waited for its end, they are among the events of the call.
    events: List[RequestsGetAnswerEvent]
    # How many events its steps have recorded on this node; the first 100 are shown.
    eventCount: int


class RequestsGetAnswer(TypedDict):
    # The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
    id: str
    # When it was answered, by the clock of the server.
    time: str
    # The same moment by the clock of the machine.
    realTime: str
    # The account of the caller, if it is known.
    account: NotRequired[str]
    # As the request states it: without an account it proves nothing.
    accessKeyId: NotRequired[str]
    # partnercentral-selling, events or sts.
    service: str
    # Absent if the request names none that the service has.
    operation: NotRequired[str]
    catalog: NotRequired[str]
    # The HTTP status of the response.
    status: int
    # ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
    outcome: Literal["ok", "refused", "denied", "throttled", "failed", "dropped"]
    # The name of the exception.
    errorCode: NotRequired[str]
    # Its message.
    message: NotRequired[str]
    # From the head of the request to the response.
    milliseconds: float
    requestBytes: int
    responseBytes: int
    # The ids and ARNs that the request and its response name, at most 20.
    resources: List[str]
    # Host name and process id of the server that answered.
    node: str
    # The ARN of the caller.
    principal: NotRequired[str]
    # Absent if what arrived was no HTTP request.
    request: NotRequired[RequestsGetAnswerRequest]
    response: RequestsGetAnswerResponse
    explanation: NotRequired[RequestsGetAnswerExplanation]
    # What its own transactions have recorded, and, if it has waited for the end of its task, what the task has.
    events: List[RequestsGetAnswerEvent]
    # How many events it has recorded itself; the first 100 are shown.
    eventCount: int
    # The task that it has started, as it is now.
    tasks: List[RequestsGetAnswerTask]
    # The call as code, in the language of `as`.
    code: NotRequired[str]


class RequestsListAnswerRequest(TypedDict):
    # The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
    id: str
    # When it was answered, by the clock of the server.
    time: str
    # The same moment by the clock of the machine.
    realTime: str
    # The account of the caller, if it is known.
    account: NotRequired[str]
    # As the request states it: without an account it proves nothing.
    accessKeyId: NotRequired[str]
    # partnercentral-selling, events or sts.
    service: str
    # Absent if the request names none that the service has.
    operation: NotRequired[str]
    catalog: NotRequired[str]
    # The HTTP status of the response.
    status: int
    # ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
    outcome: Literal["ok", "refused", "denied", "throttled", "failed", "dropped"]
    # The name of the exception.
    errorCode: NotRequired[str]
    # Its message.
    message: NotRequired[str]
    # From the head of the request to the response.
    milliseconds: float
    requestBytes: int
    responseBytes: int
    # The ids and ARNs that the request and its response name, at most 20.
    resources: List[str]
    # Host name and process id of the server that answered.
    node: str


class RequestsListAnswer(TypedDict):
    requests: List[RequestsListAnswerRequest]
    # The `after` of the next page, with older calls; absent on the last.
    next: NotRequired[str]


class RetentionGetAnswerKept(TypedDict):
    # The name of its time among the options.
    name: str
    # How long, such as 90d; absent for good.
    keptFor: NotRequired[str]
    # What it is, since when the time counts, and what stays.
    what: str
    # How many this server has deleted since its start.
    deleted: int


class RetentionGetAnswer(TypedDict):
    kept: List[RetentionGetAnswerKept]
    # When this server last deleted all that was over, by the server’s clock.
    lastPass: NotRequired[str]


class RetentionRunAnswerDeleted(TypedDict):
    name: str
    # How many.
    rows: int


class RetentionRunAnswer(TypedDict):
    deleted: List[RetentionRunAnswerDeleted]


class ReviewsPolicyAnswerRule(TypedDict):
    # Twelve digits, or aws.
    account: NotRequired[str]
    # One of two separate worlds.
    catalog: NotRequired[Literal["AWS", "Sandbox"]]
    # The result of the review.
    decision: Literal["In review", "Action Required", "Approved", "Rejected"]
    # Shown in LifeCycle.ReviewComments.
    comments: NotRequired[str]
    # Delay from submission to decision, in milliseconds.
    after: int


class ReviewsPolicyAnswer(TypedDict):
    rules: List[ReviewsPolicyAnswerRule]


class ReviewsSetPolicyAnswer(TypedDict):
    rules: List[ReviewsPolicyAnswerRule]


class ReviewsSetPolicyRule(TypedDict):
    # Twelve digits, or aws.
    account: NotRequired[str]
    # One of two separate worlds.
    catalog: NotRequired[Literal["AWS", "Sandbox"]]
    # The result of the review.
    decision: Literal["In review", "Action Required", "Approved", "Rejected"]
    # Shown in LifeCycle.ReviewComments.
    comments: NotRequired[str]
    # E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
    after: str | int


class RolesAttachPolicyAnswerPolicy(TypedDict):
    name: str
    document: str


class RolesAttachPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesCreateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesDeletePolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesDetachPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesGetAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesListAnswer(TypedDict):
    roles: List[RolesAttachPolicyAnswer]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class RolesPutPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class RolesUpdateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    roleId: str
    trustPolicy: str
    maxSessionSeconds: int
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class SessionsCreateAnswer(TypedDict):
    accessKeyId: str
    secretAccessKey: str
    sessionToken: str
    # By the clock of the server.
    expiration: str


class StateExportAnswerTablesValue(TypedDict):
    columns: List[str]
    rows: List[List[Any]]


class StateExportAnswer(TypedDict):
    # The version of the format.
    format: Literal[1]
    # When it was exported, by the server’s clock.
    at: NotRequired[str]
    # The migrations that the tables have.
    schema: List[str]
    tables: dict[str, StateExportAnswerTablesValue]


class StateImportAnswer(TypedDict):
    # Number of rows written.
    rows: int


class TargetsListAnswerTarget(TypedDict):
    # The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
    id: str
    # The account of the target; absent for a webhook.
    account: NotRequired[str]
    # The sequence of the last event that was processed.
    position: int
    # Number of events still to be processed, whether they match or not; at most 10000.
    lag: int
    # Number of failed attempts of the next event.
    attempts: int
    # The last error of the target; absent once it succeeds.
    lastError: NotRequired[str]
    # The ARN of a rule’s target.
    arn: NotRequired[str]
    # Why nothing is sent to it: matching events are passed over.
    notSent: NotRequired[str]
    # Number of events that were passed over, if any.
    passedOver: NotRequired[int]
    # The time of the next attempt.
    nextAttempt: NotRequired[str]
    # Whether it gets no further events, because its rule is disabled.
    disabled: bool


class TargetsListAnswer(TypedDict):
    targets: List[TargetsListAnswerTarget]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class TasksListAnswerTask(TypedDict):
    id: str
    catalog: str
    # Twelve digits, or aws.
    account: str
    # The operation that started it.
    operation: str
    status: str
    startTime: str
    endTime: NotRequired[str]
    reasonCode: NotRequired[str]
    message: NotRequired[str]
    invitation: NotRequired[str]
    engagement: NotRequired[str]
    opportunity: NotRequired[str]
    snapshotJob: NotRequired[str]
    # Of a task about a lead: its context.
    context: NotRequired[str]
    # Of a task that submits: its AwsSubmission.
    involvementType: NotRequired[str]
    visibility: NotRequired[str]
    # Of a prospecting task.
    name: NotRequired[str]
    steps: List[RequestsGetAnswerTaskStep]


class TasksListAnswer(TypedDict):
    tasks: List[TasksListAnswerTask]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class TasksSetWaitAnswer(TypedDict):
    # In milliseconds; 0 returns IN_PROGRESS at once.
    wait: int


class TasksWaitAnswer(TypedDict):
    # In milliseconds; 0 returns IN_PROGRESS at once.
    wait: int


class TokensCreateAnswer(TypedDict):
    # Names the token in the audit log, e.g. ci.
    name: str
    # metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
    scope: Literal["metrics", "read", "operate", "admin"]
    createdAt: str
    # Absent: never.
    expiresAt: NotRequired[str]
    token: str


class TokensListAnswerToken(TypedDict):
    # Names the token in the audit log, e.g. ci.
    name: str
    # metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
    scope: Literal["metrics", "read", "operate", "admin"]
    createdAt: str
    # Absent: never.
    expiresAt: NotRequired[str]


class TokensListAnswer(TypedDict):
    tokens: List[TokensListAnswerToken]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class UsersAttachPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class UsersCreateAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class UsersDeleteAnswer(TypedDict):
    deletedKeys: int


class UsersDeletePolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class UsersDetachPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class UsersGetAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class UsersListAnswer(TypedDict):
    users: List[UsersAttachPolicyAnswer]
    # The `after` of the next page; absent on the last.
    next: NotRequired[str]


class UsersPutPolicyAnswer(TypedDict):
    # Twelve digits, or aws.
    account: str
    name: str
    path: str
    arn: str
    userId: str
    # Inline policies.
    policies: List[RolesAttachPolicyAnswerPolicy]
    # Attached managed policies.
    policyArns: List[str]
    createdAt: str


class CallerAnswer(TypedDict):
    scope: Literal["read", "operate", "admin"]
    # The name of the token; absent if none is needed.
    token: NotRequired[str]


class ConsoleAnswerJournal(TypedDict):
    """How many calls each node keeps, and whether with the bodies of all."""

    limit: int
    bodies: bool


class ConsoleAnswer(TypedDict):
    version: str
    # Whether signatures are checked.
    auth: Literal["off", "strict"]
    # Whether the routes of the operator are open to this machine, take the token that the server was started with, or only tokens that `cosell tokens create` made.
    operator: Literal["open", "token", "closed"]
    region: str
    # The account of callers that name none; absent if signatures are checked.
    defaultAccount: NotRequired[str]
    # How many calls each node keeps, and whether with the bodies of all.
    journal: ConsoleAnswerJournal


class FeedAnswerEvent(TypedDict):
    # Its position in the feed, and its id in the streams.
    sequence: int
    # The envelope of the event.
    event: dict[str, Any]


class FeedAnswer(TypedDict):
    events: List[FeedAnswerEvent]
    # The `after` of the next page, with older events; absent on the last.
    next: NotRequired[str]
    # On the last page: what there was before it, and was deleted.
    gone: NotRequired[EventsListAnswerGone]


class HealthAnswerInit(TypedDict):
    done: int
    of: int


class HealthAnswer(TypedDict):
    status: Literal["ok", "degraded", "initializing"]
    version: str
    reason: NotRequired[str]
    init: NotRequired[HealthAnswerInit]


class PipelineAnswerByStageMonthlySpend(TypedDict):
    currencyCode: str
    amount: str


class PipelineAnswerByStage(TypedDict):
    # The stage, or the review status.
    name: str
    count: int
    # The sum of the expected monthly spend, by currency.
    monthlySpend: List[PipelineAnswerByStageMonthlySpend]


class PipelineAnswerInvitations(TypedDict):
    # Received, neither answered nor expired, of the 1000 latest.
    pending: int
    # When the first of them expires.
    nextExpiration: NotRequired[str]


class PipelineAnswer(TypedDict):
    # How many were counted.
    opportunities: int
    # Whether these are all. At most the 10000 that were modified last are counted.
    isComplete: bool
    byStage: List[PipelineAnswerByStage]
    byReviewStatus: List[PipelineAnswerByStage]
    invitations: PipelineAnswerInvitations
    # Of the 200 latest of each kind.
    tasksInProgress: int
    # The server's time at which it was counted.
    countedAt: str


class ReadyAnswer(TypedDict):
    status: Literal["ready", "degraded", "initializing", "stopping"]
    reason: NotRequired[str]
    init: NotRequired[HealthAnswerInit]


class ReferAnswer(TypedDict):
    # The id of the opportunity at AWS, and in the account once it accepts.
    opportunityId: NotRequired[str]
    engagementId: str
    engagementArn: str
    invitationId: str
    invitationArn: str


class ResetAnswer(TypedDict):
    # Twelve digits, or aws.
    account: NotRequired[str]


class ReviewAnswer(TypedDict):
    # The id of an opportunity, e.g. O1234567.
    id: str
    # One of two separate worlds.
    catalog: Literal["AWS", "Sandbox"]
    reviewStatus: str
    lastModifiedDate: str


class SearchAnswerResult(TypedDict):
    # What kind of thing it is.
    kind: Literal["opportunity", "engagement", "invitation", "task", "solution"]
    id: str
    # Of an invitation: the title of its engagement; of a task: its operation.
    title: NotRequired[str]
    # The customer; of an invitation, the sender.
    company: NotRequired[str]
    # One of two separate worlds.
    catalog: Literal["AWS", "Sandbox"]
    # Twelve digits, or aws.
    account: str
    # Of an opportunity: its review status. An engagement has none.
    status: NotRequired[str]


class SearchAnswer(TypedDict):
    results: List[SearchAnswerResult]
    # Whether these are all. Titles and companies are searched among the 2000 newest things of each kind, and customers of all opportunities by the beginning of their name.
    isComplete: bool


class Accounts:
    """Actions on accounts."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def delete(
        self,
        *,
        id: str,
    ) -> "dict[str, Any]":
        """Deletes everything that belongs to an account alone, as reset does, and its users, access keys, roles and policies, too.

        id: Twelve digits, or aws.
        """
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/accounts/{quoted(id)}"))

    def list(
        self,
        *,
        after: str | None = None,
        limit: int | None = None,
    ) -> "AccountsListAnswer":
        """Lists the accounts that have a configured name or solutions, by id; any other account exists too.

        after: Twelve digits, or aws.
        """
        return cast("AccountsListAnswer", self._send("GET", "/_cosell/accounts", query={"after": after, "limit": limit}))

    def put(
        self,
        *,
        id: str,
        companyName: str,
        websiteUrl: str | None = None,
        opportunityOwner: AccountsListAnswerAccountOpportunityOwner | None = None,
        solutions: List[AccountsListAnswerAccountSolution] | None = None,
    ) -> "AccountsPutAnswer":
        """Sets the name, website, opportunity owner and solutions of an account. Its other solutions stay.

        id: Twelve digits, or aws.
        opportunityOwner: The account's alliance lead. Default a made-up person.
        """
        return cast("AccountsPutAnswer", self._send("PUT", f"/_cosell/accounts/{quoted(id)}", body={"companyName": companyName, "websiteUrl": websiteUrl, "opportunityOwner": opportunityOwner, "solutions": solutions}))


class AwsSide:
    """Actions on aws side."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def update(
        self,
        *,
        id: str,
        account: str,
        catalog: Literal["AWS", "Sandbox"] | None = None,
        LifeCycle: dict[str, Any] | None = None,
        OpportunityTeam: List[dict[str, Any]] | None = None,
        Insights: dict[str, Any] | None = None,
        InvolvementType: str | None = None,
        InvolvementTypeChangeReason: str | None = None,
        Visibility: str | None = None,
        RelatedEntityIds: dict[str, Any] | None = None,
        Customer: dict[str, Any] | None = None,
        Project: dict[str, Any] | None = None,
        CosellMotion: str | None = None,
        SoftwareRevenue: dict[str, Any] | None = None,
    ) -> "AwsSideUpdateAnswer":
        """Changes AWS's side of an account's opportunity, which GetAwsOpportunitySummary returns.

        id: The id of an opportunity, e.g. O1234567.
        account: Twelve digits, or aws.
        catalog: One of two separate worlds. Default the one that has the id.
        LifeCycle: Stage, ClosedLostReason, TargetCloseDate, NextSteps. Omitted members stay.
        OpportunityTeam: The whole team.
        Insights: EngagementScore, NextBestActions, … Omitted members stay.
        InvolvementType: Co-Sell or For Visibility Only.
        InvolvementTypeChangeReason: E.g. Customer Requested.
        Visibility: Full or Limited.
        RelatedEntityIds: AwsProducts, Solutions, …
        Customer: Contacts.
        Project: ExpectedCustomerSpend, AwsPartition.
        CosellMotion: E.g. Partner-led.
        SoftwareRevenue: The terms of the deal.
        """
        return cast("AwsSideUpdateAnswer", self._send("PUT", f"/_cosell/opportunities/{quoted(id)}/aws-side", body={"account": account, "catalog": catalog, "LifeCycle": LifeCycle, "OpportunityTeam": OpportunityTeam, "Insights": Insights, "InvolvementType": InvolvementType, "InvolvementTypeChangeReason": InvolvementTypeChangeReason, "Visibility": Visibility, "RelatedEntityIds": RelatedEntityIds, "Customer": Customer, "Project": Project, "CosellMotion": CosellMotion, "SoftwareRevenue": SoftwareRevenue}))


class Clock:
    """Actions on clock."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def advance(
        self,
        *,
        by: str | int,
    ) -> "ClockAdvanceAnswer":
        """Moves the server's time ahead. Everything that becomes due, such as expirations of invitations, happens.

        by: E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
        """
        return cast("ClockAdvanceAnswer", self._send("POST", "/_cosell/clock/advance", body={"by": by}))

    def freeze(self) -> "ClockFreezeAnswer":
        """Freezes the server's time until it is resumed. It can be set and advanced meanwhile."""
        return cast("ClockFreezeAnswer", self._send("POST", "/_cosell/clock/freeze", body={}))

    def get(self) -> "ClockGetAnswer":
        """Returns the server's time and how it was moved."""
        return cast("ClockGetAnswer", self._send("GET", "/_cosell/clock"))

    def resume(self) -> "ClockResumeAnswer":
        """Resumes the server's frozen time from where it is."""
        return cast("ClockResumeAnswer", self._send("POST", "/_cosell/clock/resume", body={}))

    def set(
        self,
        *,
        to: str,
    ) -> "ClockSetAnswer":
        """Moves the server's time ahead or back to a moment, from which it continues; or back to the machine's time.

        to: A time of RFC 3339, e.g. 2026-12-08T00:00:00Z; or machine, for the machine's time.
        """
        return cast("ClockSetAnswer", self._send("POST", "/_cosell/clock/set", body={"to": to}))


class DeadLetters:
    """Actions on dead letters."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def get(
        self,
        *,
        id: str,
        account: str | None = None,
    ) -> "DeadLettersGetAnswer":
        """Returns an event that could not be delivered to a target, and why.

        account: Twelve digits, or aws.
        """
        return cast("DeadLettersGetAnswer", self._send("GET", f"/_cosell/dead-letters/{quoted(id)}", query={"account": account}))

    def list(
        self,
        *,
        account: str | None = None,
        target: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "DeadLettersListAnswer":
        """Lists events that could not be delivered to a target, in their order.

        account: Twelve digits, or aws.
        target: The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
        after: The `next` of an earlier response.
        """
        return cast("DeadLettersListAnswer", self._send("GET", "/_cosell/dead-letters", query={"account": account, "target": target, "after": after, "limit": limit}))

    def redrive(
        self,
        *,
        ids: List[str] | None = None,
        account: str | None = None,
        target: str | None = None,
    ) -> "DeadLettersRedriveAnswer":
        """Delivers dead letters again, before newer events: those with the ids, or all of an account or target.

        account: Twelve digits, or aws.
        target: The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
        """
        return cast("DeadLettersRedriveAnswer", self._send("POST", "/_cosell/dead-letters/redrive", body={"ids": ids, "account": account, "target": target}))


class Deliveries:
    """Actions on deliveries."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def clear(self) -> "DeliveriesClearAnswer":
        """Forgets the attempts to deliver that this node keeps. Events, targets and dead letters stay."""
        return cast("DeliveriesClearAnswer", self._send("DELETE", "/_cosell/deliveries"))

    def list(
        self,
        *,
        account: str | None = None,
        rule: str | None = None,
        target: str | None = None,
        outcome: Literal["delivered", "retry", "dead", "passedOver"] | None = None,
        event: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "DeliveriesListAnswer":
        """Lists the newest attempts of this node to deliver events to targets, newest first.

        account: Twelve digits, or aws.
        rule: The name of a rule.
        target: The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
        outcome: delivered: the target took it; retry: it failed and is tried again; dead: it failed and was given up, as a dead letter; passedOver: no attempt, because this server sends nothing to the target, or could not match the pattern.
        event: The id of an event.
        after: The `next` of an earlier response.
        """
        return cast("DeliveriesListAnswer", self._send("GET", "/_cosell/deliveries", query={"account": account, "rule": rule, "target": target, "outcome": outcome, "event": event, "after": after, "limit": limit}))


class Events:
    """Actions on events."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def list(
        self,
        *,
        account: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "EventsListAnswer":
        """Lists events in their order, page by page.

        account: Only the events of this account.
        after: The `next` of an earlier response.
        limit: Maximum number of events.
        """
        return cast("EventsListAnswer", self._send("GET", "/_cosell/events", query={"account": account, "after": after, "limit": limit}))

    def replay(
        self,
        *,
        target: str,
        from_: int,
        account: str | None = None,
        to: int | None = None,
    ) -> "EventsReplayAnswer":
        """Delivers events again to one target, before newer events, whether its rule matches them or not. Until they are delivered they are listed among its dead letters.

        target: The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
        from_: The sequence of the first event.
        account: The account of a rule’s target. A webhook has none.
        to: The sequence of the last event. Default: only the first.
        """
        return cast("EventsReplayAnswer", self._send("POST", "/_cosell/events/replay", body={"target": target, "from": from_, "account": account, "to": to}))


class Faults:
    """Actions on faults."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def add(
        self,
        *,
        account: str | None = None,
        operation: str | None = None,
        catalog: Literal["AWS", "Sandbox"] | None = None,
        step: str | None = None,
        fail: Literal["ContextNotFound", "CustomerProjectContextNotPermitted", "DisqualifiedLeadNotPermitted", "EngagementAccessDenied", "EngagementConflict", "EngagementInvitationConflict", "EngagementValidationFailed", "InternalError", "InvitationAccessDenied", "InvitationValidationFailed", "OpportunityAccessDenied", "OpportunityConflict", "OpportunitySubmissionFailed", "OpportunityValidationFailed", "RequestThrottled", "ResourceSnapshotAccessDenied", "ResourceSnapshotConflict", "ResourceSnapshotJobAccessDenied", "ResourceSnapshotJobConflict", "ResourceSnapshotJobValidationFailed", "ResourceSnapshotValidationFailed", "ServiceQuotaExceeded"] | None = None,
        exception: Literal["AccessDeniedException", "ConflictException", "InternalServerException", "ResourceNotFoundException", "ServiceQuotaExceededException", "ThrottlingException", "ValidationException"] | None = None,
        delay: int | None = None,
        throttle: int | None = None,
        drop: Literal["before", "after"] | None = None,
        taskWait: int | None = None,
        message: str | None = None,
        reason: str | None = None,
        errorList: List[FaultsAddAnswerErrorList] | None = None,
        times: int | None | None = None,
    ) -> "FaultsAddAnswer":
        """Injects a failure: a task fails, or an operation throws an exception, is delayed, is throttled, or does not respond.

        account: Whose requests or tasks. Default all.
        operation: E.g. CreateOpportunity. Default all.
        catalog: One of two separate worlds.
        step: Of fail: the step, e.g. create the opportunity. Default the next one.
        fail: The ReasonCode with which a task fails, at its next step or at `step`.
        exception: The exception that an operation throws.
        delay: Delay before an operation runs, in milliseconds.
        throttle: Rate limit in requests per second. Requests beyond it get ThrottlingException.
        drop: The connection is closed without a response, before or after the operation runs.
        taskWait: How long StartEngagementByAcceptingInvitationTask, StartEngagementFromOpportunityTask, StartOpportunityFromEngagementTask wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.
        message: Of fail and exception: its Message.
        reason: Of exception: its Reason.
        errorList: Of ValidationException: its ErrorList.
        times: How often it happens; 0 or null for always. Default 1, and always for throttle.
        """
        return cast("FaultsAddAnswer", self._send("POST", "/_cosell/faults", body={"account": account, "operation": operation, "catalog": catalog, "step": step, "fail": fail, "exception": exception, "delay": delay, "throttle": throttle, "drop": drop, "taskWait": taskWait, "message": message, "reason": reason, "errorList": errorList, "times": times}))

    def clear(self) -> "FaultsClearAnswer":
        """Removes all faults."""
        return cast("FaultsClearAnswer", self._send("DELETE", "/_cosell/faults"))

    def list(self) -> "FaultsListAnswer":
        """Lists the faults that will still happen, oldest first. A fault that has happened as often as asked is gone."""
        return cast("FaultsListAnswer", self._send("GET", "/_cosell/faults"))

    def remove(
        self,
        *,
        id: str,
    ) -> "dict[str, Any]":
        """Removes a fault, so that it does not happen any more."""
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/faults/{quoted(id)}"))


class Keys:
    """Actions on keys."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def create(
        self,
        *,
        account: str,
        user: str | None = None,
        secretEnv: str | None = None,
        secretFile: str | None = None,
    ) -> "KeysCreateAnswer":
        """Creates an access key of a user, or of the root of an account. Its secret is shown only now.

        account: Twelve digits, or aws.
        user: The name of a user.
        secretEnv: Store no secret: each server reads it from this environment variable.
        secretFile: Store no secret: each server reads it from this file.
        """
        return cast("KeysCreateAnswer", self._send("POST", "/_cosell/keys", body={"account": account, "user": user, "secretEnv": secretEnv, "secretFile": secretFile}))

    def list(
        self,
        *,
        account: str | None = None,
        user: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "KeysListAnswer":
        """Lists access keys without their secrets, by account and user, but for those of configuration files.

        account: Twelve digits, or aws.
        user: The name of a user.
        after: The `next` of an earlier response.
        """
        return cast("KeysListAnswer", self._send("GET", "/_cosell/keys", query={"account": account, "user": user, "after": after, "limit": limit}))

    def reseal(self) -> "KeysResealAnswer":
        """Encrypts all secrets with the current secrets key, the first one that the servers were started with. Afterwards they need no older one."""
        return cast("KeysResealAnswer", self._send("POST", "/_cosell/keys/reseal", body={}))

    def revoke(
        self,
        *,
        accessKeyId: str,
    ) -> "dict[str, Any]":
        """Deletes an access key. Once this is answered, every server refuses it.

        accessKeyId: The id of an access key, e.g. AKIA….
        """
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/keys/{quoted(accessKeyId)}"))

    def rotate(
        self,
        *,
        accessKeyId: str,
    ) -> "KeysRotateAnswer":
        """Creates another access key for the owner of a key. The old one stays valid until it is revoked, so that clients can change over.

        accessKeyId: The id of an access key, e.g. AKIA….
        """
        return cast("KeysRotateAnswer", self._send("POST", f"/_cosell/keys/{quoted(accessKeyId)}/rotate", body={}))

    def update(
        self,
        *,
        accessKeyId: str,
        status: Literal["Active", "Inactive"],
    ) -> "KeysUpdateAnswer":
        """Makes an access key inactive, or active again.

        accessKeyId: The id of an access key, e.g. AKIA….
        status: An inactive key is refused like an unknown one.
        """
        return cast("KeysUpdateAnswer", self._send("PUT", f"/_cosell/keys/{quoted(accessKeyId)}", body={"status": status}))


class Policies:
    """Actions on policies."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def create(
        self,
        *,
        account: str,
        name: str,
        document: str | dict[str, Any],
        path: str | None = None,
    ) -> "PoliciesCreateAnswer":
        """Creates a managed policy of an account, to be attached to users and roles.

        account: Twelve digits, or aws.
        name: The name of a policy.
        document: A policy document, as JSON. On the command line also file://<path>.
        path: Part of its ARN, e.g. /crm/.
        """
        return cast("PoliciesCreateAnswer", self._send("POST", "/_cosell/policies", body={"account": account, "name": name, "document": document, "path": path}))

    def delete(
        self,
        *,
        account: str,
        name: str,
    ) -> "dict[str, Any]":
        """Deletes a managed policy that is attached to nothing.

        account: Twelve digits, or aws.
        name: The name of a policy.
        """
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/policies/{quoted(account)}/{quoted(name)}"))

    def get(
        self,
        *,
        account: str,
        name: str,
    ) -> "PoliciesGetAnswer":
        """Shows a managed policy of an account.

        account: Twelve digits, or aws.
        name: The name of a policy.
        """
        return cast("PoliciesGetAnswer", self._send("GET", f"/_cosell/policies/{quoted(account)}/{quoted(name)}"))

    def list(
        self,
        *,
        account: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "PoliciesListAnswer":
        """Lists the managed policies of one account or of all, by account and name, but for those of configuration files.

        account: Twelve digits, or aws.
        after: The `next` of an earlier response.
        """
        return cast("PoliciesListAnswer", self._send("GET", "/_cosell/policies", query={"account": account, "after": after, "limit": limit}))

    def test(
        self,
        *,
        action: str,
        principal: str | None = None,
        resource: str | None = None,
        policies: List[str | dict[str, Any]] | None = None,
        sessionPolicies: List[str | dict[str, Any]] | None = None,
        context: dict[str, str | List[str]] | None = None,
    ) -> "PoliciesTestAnswer":
        """Decides whether a principal, or policies alone, may do an action on a resource, and explains it statement by statement. Changes nothing.

        action: E.g. partnercentral:GetOpportunity.
        principal: The ARN of a user, a role, a role's session or an account's root.
        resource: The ARN of the resource.
        policies: Policy documents, in addition to the principal's own or without a principal.
        sessionPolicies: Session policies, which have to allow it, too.
        context: Values of condition keys, e.g. {"partnercentral:Catalog":"Sandbox"}. Those of the principal and the time are known.
        """
        return cast("PoliciesTestAnswer", self._send("POST", "/_cosell/policy-tests", body={"action": action, "principal": principal, "resource": resource, "policies": policies, "sessionPolicies": sessionPolicies, "context": context}))

    def update(
        self,
        *,
        account: str,
        name: str,
        document: str | dict[str, Any],
    ) -> "PoliciesUpdateAnswer":
        """Replaces the document of a managed policy, at once for all that it is attached to.

        account: Twelve digits, or aws.
        name: The name of a policy.
        document: A policy document, as JSON. On the command line also file://<path>.
        """
        return cast("PoliciesUpdateAnswer", self._send("PUT", f"/_cosell/policies/{quoted(account)}/{quoted(name)}", body={"document": document}))


class Quirks:
    """Actions on quirks."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def clear(
        self,
        *,
        name: Literal["update-clears-status", "status-needs-partner-id", "token-spans-operations", "late-reads"] | None = None,
    ) -> "QuirksClearAnswer":
        """Switches off one quirk or all, including those that the server was started with.

        name: Which quirk.
        """
        return cast("QuirksClearAnswer", self._send("DELETE", "/_cosell/quirks", query={"name": name}))

    def list(self) -> "QuirksListAnswer":
        """Lists the rarely reported behaviours of AWS’s sandbox that can be switched on, and whether they are on."""
        return cast("QuirksListAnswer", self._send("GET", "/_cosell/quirks"))

    def set(
        self,
        *,
        name: Literal["update-clears-status", "status-needs-partner-id", "token-spans-operations", "late-reads"],
        duration: str | int | None = None,
    ) -> "QuirksSetAnswer":
        """Switches on a quirk on every server until it is cleared.

        name: Which quirk.
        duration: E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
        """
        return cast("QuirksSetAnswer", self._send("PUT", f"/_cosell/quirks/{quoted(name)}", body={"duration": duration}))


class Quotas:
    """Actions on quotas."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def get(self) -> "QuotasGetAnswer":
        """Returns how many requests each account may send, by class of operations."""
        return cast("QuotasGetAnswer", self._send("GET", "/_cosell/quotas"))

    def set(
        self,
        *,
        mode: Literal["off", "aws", "custom"],
        classes: QuotasGetAnswerClasses | None = None,
    ) -> "QuotasSetAnswer":
        """Sets how many requests each account may send, on every server, until a reset. What was used stays used; `custom` takes `classes`.

        mode: No quotas, those of AWS, or `classes`.
        """
        return cast("QuotasSetAnswer", self._send("PUT", "/_cosell/quotas", body={"mode": mode, "classes": classes}))

    def usage(
        self,
        *,
        account: str,
    ) -> "QuotasUsageAnswer":
        """Returns how many requests an account has sent in the last 24 hours, and how many it may send.

        account: Twelve digits, or aws.
        """
        return cast("QuotasUsageAnswer", self._send("GET", "/_cosell/quotas/usage", query={"account": account}))


class Requests:
    """Actions on requests."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def bodies(
        self,
        *,
        minutes: int | None = None,
    ) -> "RequestsBodiesAnswer":
        """Keeps the bodies of further calls of this node for some minutes, or no longer with 0. Secrets are never shown.

        minutes: Up to a day.
        """
        return cast("RequestsBodiesAnswer", self._send("PUT", "/_cosell/requests/bodies", body={"minutes": minutes}))

    def clear(self) -> "RequestsClearAnswer":
        """Forgets the calls in the journal of this node."""
        return cast("RequestsClearAnswer", self._send("DELETE", "/_cosell/requests"))

    def get(
        self,
        *,
        id: str,
        account: str | None = None,
        as_: Literal["cli", "boto3", "javascript", "java", "go", "dotnet", "curl"] | None = None,
    ) -> "RequestsGetAnswer":
        """Returns a call of this node: what was sent, what came back, and why.

        id: The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
        account: Twelve digits, or aws.
        as_: Also writes the call as code that repeats it, without secrets.
        """
        return cast("RequestsGetAnswer", self._send("GET", f"/_cosell/requests/{quoted(id)}", query={"account": account, "as": as_}))

    def list(
        self,
        *,
        account: str | None = None,
        operation: str | None = None,
        service: Literal["partnercentral-selling", "events", "sts"] | None = None,
        outcome: Literal["ok", "refused", "denied", "throttled", "failed", "dropped"] | None = None,
        errorCode: str | None = None,
        resource: str | None = None,
        caused: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "RequestsListAnswer":
        """Lists the newest calls of this node to any service, refused ones too, newest first.

        account: Twelve digits, or aws.
        operation: E.g. GetOpportunity.
        service: A service.
        outcome: ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
        errorCode: E.g. ValidationException.
        resource: An id or ARN that the request or its response names.
        caused: The id of an event or a task: lists the call that has caused it.
        after: The `next` of an earlier response.
        """
        return cast("RequestsListAnswer", self._send("GET", "/_cosell/requests", query={"account": account, "operation": operation, "service": service, "outcome": outcome, "errorCode": errorCode, "resource": resource, "caused": caused, "after": after, "limit": limit}))


class Retention:
    """Actions on retention."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def get(self) -> "RetentionGetAnswer":
        """Returns how long what is over is kept, and how much was deleted."""
        return cast("RetentionGetAnswer", self._send("GET", "/_cosell/retention"))

    def run(self) -> "RetentionRunAnswer":
        """Deletes now what was kept for its time by the server’s clock, which otherwise happens each minute."""
        return cast("RetentionRunAnswer", self._send("POST", "/_cosell/retention/run", body={}))


class Reviews:
    """Actions on reviews."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def policy(self) -> "ReviewsPolicyAnswer":
        """Returns the policy by which AWS reviews opportunities automatically."""
        return cast("ReviewsPolicyAnswer", self._send("GET", "/_cosell/review-policy"))

    def set_policy(
        self,
        *,
        rules: List[ReviewsSetPolicyRule],
    ) -> "ReviewsSetPolicyAnswer":
        """Makes AWS review opportunities automatically when they are submitted: the first rule that matches decides. Without a match, reviews wait for you. Earlier submissions keep their policy.

        rules: Empty for no policy.
        """
        return cast("ReviewsSetPolicyAnswer", self._send("PUT", "/_cosell/review-policy", body={"rules": rules}))


class Roles:
    """Actions on roles."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def attach_policy(
        self,
        *,
        account: str,
        name: str,
        policyArn: str,
    ) -> "RolesAttachPolicyAnswer":
        """Attaches a managed policy to a role.

        account: Twelve digits, or aws.
        name: The name of a role.
        policyArn: A managed policy: of AWS, or of the same account.
        """
        return cast("RolesAttachPolicyAnswer", self._send("POST", f"/_cosell/roles/{quoted(account)}/{quoted(name)}/attached-policies", body={"policyArn": policyArn}))

    def create(
        self,
        *,
        account: str,
        name: str,
        trustPolicy: str | dict[str, Any],
        path: str | None = None,
        maxSessionSeconds: int | None = None,
    ) -> "RolesCreateAnswer":
        """Creates a role without permissions.

        account: Twelve digits, or aws.
        name: The name of a role.
        trustPolicy: A policy document, as JSON. On the command line also file://<path>.
        path: Part of its ARN, e.g. /crm/.
        maxSessionSeconds: The longest session of the role.
        """
        return cast("RolesCreateAnswer", self._send("POST", "/_cosell/roles", body={"account": account, "name": name, "trustPolicy": trustPolicy, "path": path, "maxSessionSeconds": maxSessionSeconds}))

    def delete(
        self,
        *,
        account: str,
        name: str,
    ) -> "dict[str, Any]":
        """Deletes a role with its inline policies. Its sessions may do nothing any more.

        account: Twelve digits, or aws.
        name: The name of a role.
        """
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/roles/{quoted(account)}/{quoted(name)}"))

    def delete_policy(
        self,
        *,
        account: str,
        name: str,
        policy: str,
    ) -> "RolesDeletePolicyAnswer":
        """Takes an inline policy from a role.

        account: Twelve digits, or aws.
        name: The name of a role.
        policy: The name of a policy.
        """
        return cast("RolesDeletePolicyAnswer", self._send("DELETE", f"/_cosell/roles/{quoted(account)}/{quoted(name)}/policies/{quoted(policy)}"))

    def detach_policy(
        self,
        *,
        account: str,
        name: str,
        policyArn: str,
    ) -> "RolesDetachPolicyAnswer":
        """Detaches a managed policy from a role.

        account: Twelve digits, or aws.
        name: The name of a role.
        policyArn: A managed policy: of AWS, or of the same account.
        """
        return cast("RolesDetachPolicyAnswer", self._send("DELETE", f"/_cosell/roles/{quoted(account)}/{quoted(name)}/attached-policies", query={"policyArn": policyArn}))

    def get(
        self,
        *,
        account: str,
        name: str,
    ) -> "RolesGetAnswer":
        """Shows a role with its policies.

        account: Twelve digits, or aws.
        name: The name of a role.
        """
        return cast("RolesGetAnswer", self._send("GET", f"/_cosell/roles/{quoted(account)}/{quoted(name)}"))

    def list(
        self,
        *,
        account: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "RolesListAnswer":
        """Lists the roles of one account or of all, by account and name, but for those of configuration files.

        account: Twelve digits, or aws.
        after: The `next` of an earlier response.
        """
        return cast("RolesListAnswer", self._send("GET", "/_cosell/roles", query={"account": account, "after": after, "limit": limit}))

    def put_policy(
        self,
        *,
        account: str,
        name: str,
        policy: str,
        document: str | dict[str, Any],
    ) -> "RolesPutPolicyAnswer":
        """Gives a role an inline policy, or replaces it.

        account: Twelve digits, or aws.
        name: The name of a role.
        policy: The name of a policy.
        document: A policy document, as JSON. On the command line also file://<path>.
        """
        return cast("RolesPutPolicyAnswer", self._send("PUT", f"/_cosell/roles/{quoted(account)}/{quoted(name)}/policies/{quoted(policy)}", body={"document": document}))

    def update(
        self,
        *,
        account: str,
        name: str,
        trustPolicy: str | dict[str, Any] | None = None,
        maxSessionSeconds: int | None = None,
    ) -> "RolesUpdateAnswer":
        """Changes who may assume a role, and for how long. What is not given stays.

        account: Twelve digits, or aws.
        name: The name of a role.
        trustPolicy: A policy document, as JSON. On the command line also file://<path>.
        maxSessionSeconds: The longest session of the role.
        """
        return cast("RolesUpdateAnswer", self._send("PUT", f"/_cosell/roles/{quoted(account)}/{quoted(name)}", body={"trustPolicy": trustPolicy, "maxSessionSeconds": maxSessionSeconds}))


class Sessions:
    """Actions on sessions."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def create(
        self,
        *,
        account: str,
        seconds: int | None = None,
    ) -> "SessionsCreateAnswer":
        """Issues temporary credentials of the root of an account, with which the operator acts as it. Policies do not limit them.

        account: Twelve digits, or aws.
        seconds: How long they are valid.
        """
        return cast("SessionsCreateAnswer", self._send("POST", "/_cosell/sessions", body={"account": account, "seconds": seconds}))


class State:
    """Actions on state."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def export(self) -> "StateExportAnswer":
        """Exports the whole state at one moment, including secrets of connections, as one document."""
        return cast("StateExportAnswer", self._send("GET", "/_cosell/state"))

    def import_(
        self,
        *,
        format: Literal[1],
        schema: List[str],
        tables: dict[str, StateExportAnswerTablesValue],
        at: str | None = None,
    ) -> "StateImportAnswer":
        """Replaces the whole state by an exported one. Its unfinished tasks continue.

        format: The version of the format.
        schema: The migrations that the tables have.
        at: When it was exported, by the server’s clock.
        """
        return cast("StateImportAnswer", self._send("PUT", "/_cosell/state", body={"format": format, "schema": schema, "tables": tables, "at": at}))


class Targets:
    """Actions on targets."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def list(
        self,
        *,
        account: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "TargetsListAnswer":
        """Lists the targets of events and the position of each.

        account: Twelve digits, or aws.
        after: The `next` of an earlier response.
        """
        return cast("TargetsListAnswer", self._send("GET", "/_cosell/targets", query={"account": account, "after": after, "limit": limit}))


class Tasks:
    """Actions on tasks."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def list(
        self,
        *,
        account: str | None = None,
        catalog: Literal["AWS", "Sandbox"] | None = None,
        id: str | None = None,
        invitation: str | None = None,
        engagement: str | None = None,
        opportunity: str | None = None,
        status: Literal["IN_PROGRESS", "COMPLETE", "FAILED"] | None = None,
        operation: Literal["StartEngagementByAcceptingInvitationTask", "StartEngagementFromOpportunityTask", "StartOpportunityFromEngagementTask", "StartProspectingFromEngagementTask"] | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "TasksListAnswer":
        """Lists tasks of every kind with their steps, latest first.

        account: Twelve digits, or aws.
        catalog: One of two separate worlds.
        id: The id of a task: lists it alone.
        invitation: The id of the invitation that it is about.
        engagement: The id of the engagement that it is about.
        opportunity: The id of the opportunity that it is about.
        operation: The operation that started the task.
        after: The `next` of an earlier response.
        """
        return cast("TasksListAnswer", self._send("GET", "/_cosell/tasks", query={"account": account, "catalog": catalog, "id": id, "invitation": invitation, "engagement": engagement, "opportunity": opportunity, "status": status, "operation": operation, "after": after, "limit": limit}))

    def set_wait(
        self,
        *,
        wait: str | int | None = None,
    ) -> "TasksSetWaitAnswer":
        """Sets how long the operations that start tasks wait for their end, from the next request on. Default: what each server was started with.

        wait: E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
        """
        return cast("TasksSetWaitAnswer", self._send("PUT", "/_cosell/task-wait", body={"wait": wait}))

    def wait(self) -> "TasksWaitAnswer":
        """Returns how long the operations that start tasks wait for their end before they return IN_PROGRESS."""
        return cast("TasksWaitAnswer", self._send("GET", "/_cosell/task-wait"))


class Tokens:
    """Actions on tokens."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def create(
        self,
        *,
        name: str,
        scope: Literal["metrics", "read", "operate", "admin"],
        expiresIn: str | int | None = None,
    ) -> "TokensCreateAnswer":
        """Creates a token for the operator’s routes. It is shown only now.

        name: Names the token in the audit log, e.g. ci.
        scope: metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
        expiresIn: E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
        """
        return cast("TokensCreateAnswer", self._send("POST", "/_cosell/tokens", body={"name": name, "scope": scope, "expiresIn": expiresIn}))

    def list(
        self,
        *,
        after: str | None = None,
        limit: int | None = None,
    ) -> "TokensListAnswer":
        """Lists the tokens for the operator’s routes, by name, without what they are.

        after: The `next` of an earlier response.
        """
        return cast("TokensListAnswer", self._send("GET", "/_cosell/tokens", query={"after": after, "limit": limit}))

    def revoke(
        self,
        *,
        name: str,
    ) -> "dict[str, Any]":
        """Deletes a token. Once this is answered, every server refuses it.

        name: Names the token in the audit log, e.g. ci.
        """
        return cast("dict[str, Any]", self._send("DELETE", f"/_cosell/tokens/{quoted(name)}"))


class Users:
    """Actions on users."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def attach_policy(
        self,
        *,
        account: str,
        name: str,
        policyArn: str,
    ) -> "UsersAttachPolicyAnswer":
        """Attaches a managed policy to a user.

        account: Twelve digits, or aws.
        name: The name of a user.
        policyArn: A managed policy: of AWS, or of the same account.
        """
        return cast("UsersAttachPolicyAnswer", self._send("POST", f"/_cosell/users/{quoted(account)}/{quoted(name)}/attached-policies", body={"policyArn": policyArn}))

    def create(
        self,
        *,
        account: str,
        name: str,
        path: str | None = None,
    ) -> "UsersCreateAnswer":
        """Creates a user without permissions and without keys.

        account: Twelve digits, or aws.
        name: The name of a user.
        path: Part of its ARN, e.g. /crm/.
        """
        return cast("UsersCreateAnswer", self._send("POST", "/_cosell/users", body={"account": account, "name": name, "path": path}))

    def delete(
        self,
        *,
        account: str,
        name: str,
    ) -> "UsersDeleteAnswer":
        """Deletes a user with its keys and inline policies. Its keys are refused at once, on every server.

        account: Twelve digits, or aws.
        name: The name of a user.
        """
        return cast("UsersDeleteAnswer", self._send("DELETE", f"/_cosell/users/{quoted(account)}/{quoted(name)}"))

    def delete_policy(
        self,
        *,
        account: str,
        name: str,
        policy: str,
    ) -> "UsersDeletePolicyAnswer":
        """Takes an inline policy from a user.

        account: Twelve digits, or aws.
        name: The name of a user.
        policy: The name of a policy.
        """
        return cast("UsersDeletePolicyAnswer", self._send("DELETE", f"/_cosell/users/{quoted(account)}/{quoted(name)}/policies/{quoted(policy)}"))

    def detach_policy(
        self,
        *,
        account: str,
        name: str,
        policyArn: str,
    ) -> "UsersDetachPolicyAnswer":
        """Detaches a managed policy from a user.

        account: Twelve digits, or aws.
        name: The name of a user.
        policyArn: A managed policy: of AWS, or of the same account.
        """
        return cast("UsersDetachPolicyAnswer", self._send("DELETE", f"/_cosell/users/{quoted(account)}/{quoted(name)}/attached-policies", query={"policyArn": policyArn}))

    def get(
        self,
        *,
        account: str,
        name: str,
    ) -> "UsersGetAnswer":
        """Shows a user with its policies.

        account: Twelve digits, or aws.
        name: The name of a user.
        """
        return cast("UsersGetAnswer", self._send("GET", f"/_cosell/users/{quoted(account)}/{quoted(name)}"))

    def list(
        self,
        *,
        account: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "UsersListAnswer":
        """Lists the users of one account or of all, by account and name, but for those of configuration files.

        account: Twelve digits, or aws.
        after: The `next` of an earlier response.
        """
        return cast("UsersListAnswer", self._send("GET", "/_cosell/users", query={"account": account, "after": after, "limit": limit}))

    def put_policy(
        self,
        *,
        account: str,
        name: str,
        policy: str,
        document: str | dict[str, Any],
    ) -> "UsersPutPolicyAnswer":
        """Gives a user an inline policy, or replaces it.

        account: Twelve digits, or aws.
        name: The name of a user.
        policy: The name of a policy.
        document: A policy document, as JSON. On the command line also file://<path>.
        """
        return cast("UsersPutPolicyAnswer", self._send("PUT", f"/_cosell/users/{quoted(account)}/{quoted(name)}/policies/{quoted(policy)}", body={"document": document}))


class Operator:
    """The operator's API: what has no counterpart at AWS."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.accounts = Accounts(send)
        self.aws_side = AwsSide(send)
        self.clock = Clock(send)
        self.dead_letters = DeadLetters(send)
        self.deliveries = Deliveries(send)
        self.events = Events(send)
        self.faults = Faults(send)
        self.keys = Keys(send)
        self.policies = Policies(send)
        self.quirks = Quirks(send)
        self.quotas = Quotas(send)
        self.requests = Requests(send)
        self.retention = Retention(send)
        self.reviews = Reviews(send)
        self.roles = Roles(send)
        self.sessions = Sessions(send)
        self.state = State(send)
        self.targets = Targets(send)
        self.tasks = Tasks(send)
        self.tokens = Tokens(send)
        self.users = Users(send)

    def caller(self) -> "CallerAnswer":
        """Returns what the operator token of the caller allows."""
        return cast("CallerAnswer", self._send("GET", "/_cosell/caller"))

    def console(self) -> "ConsoleAnswer":
        """Returns what the console has to know before anybody signed in."""
        return cast("ConsoleAnswer", self._send("GET", "/_cosell/console"))

    def feed(
        self,
        *,
        account: str | None = None,
        type: str | None = None,
        resource: str | None = None,
        text: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> "FeedAnswer":
        """Lists the events that match, newest first. Reads up to 5000 events at once, so a page can have fewer, or none, before the last.

        account: Twelve digits, or aws.
        type: The detail-type, e.g. Opportunity Created.
        resource: An id or ARN that the event names.
        text: A text in the event, in any case of its letters.
        after: The `next` of an earlier response.
        """
        return cast("FeedAnswer", self._send("GET", "/_cosell/feed", query={"account": account, "type": type, "resource": resource, "text": text, "after": after, "limit": limit}))

    def health(self) -> "HealthAnswer":
        """Returns the health and the version of the process."""
        return cast("HealthAnswer", self._send("GET", "/_cosell/health"))

    def metrics(self) -> "str":
        """Returns the metrics of this node for Prometheus, as its text or as OpenMetrics."""
        return cast("str", self._send("GET", "/_cosell/metrics"))

    def open_api(self) -> "dict[str, Any]":
        """Returns this document."""
        return cast("dict[str, Any]", self._send("GET", "/_cosell/openapi.json"))

    def pipeline(
        self,
        *,
        account: str,
        catalog: Literal["AWS", "Sandbox"],
    ) -> "PipelineAnswer":
        """Counts an account’s opportunities by stage and review status, and what waits for it.

        account: Twelve digits, or aws.
        catalog: One of two separate worlds.
        """
        return cast("PipelineAnswer", self._send("GET", "/_cosell/pipeline", query={"account": account, "catalog": catalog}))

    def ready(self) -> "ReadyAnswer":
        """Returns whether the server is ready for requests."""
        return cast("ReadyAnswer", self._send("GET", "/_cosell/ready"))

    def refer(
        self,
        *,
        account: str,
        catalog: Literal["AWS", "Sandbox"] | None = None,
        kind: Literal["opportunity", "lead"] | None = None,
        opportunity: dict[str, Any] | None = None,
        lead: dict[str, Any] | None = None,
        message: str | None = None,
    ) -> "ReferAnswer":
        """Makes AWS invite an account to an opportunity or a lead. Makes one up if none is given.

        account: Twelve digits, or aws.
        catalog: One of two separate worlds.
        kind: What to make up if none is given. Default opportunity.
        opportunity: In the form of CreateOpportunity.
        lead: A LeadContext, as in the context of an engagement.
        message: The Message of the invitation.
        """
        return cast("ReferAnswer", self._send("POST", "/_cosell/referrals", body={"account": account, "catalog": catalog, "kind": kind, "opportunity": opportunity, "lead": lead, "message": message}))

    def reset(
        self,
        *,
        account: str | None = None,
    ) -> "ResetAnswer":
        """Deletes everything, including the moved clock and faults, except the accounts that the server was started with; or everything that belongs to one account only.

        account: Twelve digits, or aws.
        """
        return cast("ResetAnswer", self._send("POST", "/_cosell/reset", body={"account": account}))

    def review(
        self,
        *,
        account: str,
        id: str,
        decision: Literal["In review", "Action Required", "Approved", "Rejected"],
        catalog: Literal["AWS", "Sandbox"] | None = None,
        comments: str | None = None,
        reason: str | None = None,
    ) -> "ReviewAnswer":
        """Makes AWS decide the review of an account's opportunity.

        account: Twelve digits, or aws.
        id: The id of an opportunity, e.g. O1234567.
        decision: The result of the review.
        catalog: One of two separate worlds. Default the one that has the id.
        comments: Shown in LifeCycle.ReviewComments.
        reason: Of Action Required and Rejected: a code, shown in LifeCycle.ReviewStatusReason.
        """
        return cast("ReviewAnswer", self._send("POST", "/_cosell/reviews", body={"account": account, "id": id, "decision": decision, "catalog": catalog, "comments": comments, "reason": reason}))

    def search(
        self,
        *,
        account: str,
        text: str,
        catalog: Literal["AWS", "Sandbox"] | None = None,
        limit: int | None = None,
    ) -> "SearchAnswer":
        """Finds what an account has by id, title or company.

        account: Twelve digits, or aws.
        text: The beginning of an id, of a task the whole; or a part of a title or company, in any case.
        catalog: One of two separate worlds.
        limit: Maximum number of results of each kind and catalog.
        """
        return cast("SearchAnswer", self._send("GET", "/_cosell/search", query={"account": account, "text": text, "catalog": catalog, "limit": limit}))
