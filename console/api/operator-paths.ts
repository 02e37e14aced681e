// Made by `npm run docs` from the OpenAPI document of the operator’s API.

export interface Paths {
  '/_cosell/health': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'ok' | 'degraded' | 'initializing';
              version: string;
              reason?: string;
              init?: {
                done: number;
                of: number;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/ready': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              status: 'ready' | 'degraded' | 'initializing' | 'stopping';
              reason?: string;
              init?: {
                done: number;
                of: number;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/console': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              version: string;
              /**
               * Whether signatures are checked.
               */
              auth: 'off' | 'strict';
              /**
               * Whether the routes of the operator are open to this machine, take the token that the server was started with, or only tokens that `cosell tokens create` made.
               */
              operator: 'open' | 'token' | 'closed';
              region: string;
              /**
               * The account of callers that name none; absent if signatures are checked.
               */
              defaultAccount?: string;
              /**
               * How many calls each node keeps, and whether with the bodies of all.
               */
              journal: {
                limit: number;
                bodies: boolean;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/caller': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              scope: 'read' | 'operate' | 'admin';
              /**
               * The name of the token; absent if none is needed.
               */
              token?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/openapi.json': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
  };
  '/_cosell/metrics': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'text/plain': string;
          };
        };
      };
    };
  };
  '/_cosell/events': {
    get: {
      parameters: {
        query?: {
          /**
           * Only the events of this account.
           */
          account?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          /**
           * Maximum number of events.
           */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Items: An event as EventBridge delivers it.
               */
              events: {
                version?: string;
                id: string;
                'detail-type': string;
                source: string;
                account: string;
                time: string;
                region: string;
                resources: string[];
                detail: {};
              }[];
              next: string;
              /**
               * Present if events after `after` were deleted, because their time was over. What is left follows.
               */
              gone?: {
                /**
                 * The greatest number of a deleted event. Others up to it may be there.
                 */
                through: string;
                /**
                 * When the last of them was recorded at the latest.
                 */
                recordedBefore: string;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/events/stream': {
    get: {
      parameters: {
        query?: {
          /**
           * Only the events of this account.
           */
          account?: string;
          /**
           * Same as Last-Event-ID, for clients that cannot send it.
           */
          after?: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/event-stream': string;
          };
        };
      };
    };
  };
  '/_cosell/live': {
    get: {
      parameters: {
        query?: {
          /**
           * Only the events and tasks of this account.
           */
          account?: string;
          /**
           * Same as Last-Event-ID, for clients that cannot send it.
           */
          after?: string;
        };
      };
      responses: {
        200: {
          content: {
            'text/event-stream': string;
          };
        };
      };
    };
  };
  '/_cosell/accounts/{id}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              id: string;
              companyName: string;
              websiteUrl?: string;
              /**
               * The account's alliance lead. Default a made-up person.
               */
              opportunityOwner?: {
                email: string;
                firstName: string;
                lastName: string;
              };
              solutions?: {
                /**
                 * S- and up to 19 digits.
                 */
                id: string;
                name: string;
                category?: string;
                catalog?: 'AWS' | 'Sandbox';
                status?: 'Active' | 'Inactive' | 'Draft';
              }[];
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            companyName: string;
            websiteUrl?: string;
            /**
             * The account's alliance lead. Default a made-up person.
             */
            opportunityOwner?: {
              email: string;
              firstName: string;
              lastName: string;
            };
            solutions?: {
              /**
               * S- and up to 19 digits.
               */
              id: string;
              name: string;
              category?: string;
              catalog?: 'AWS' | 'Sandbox';
              status?: 'Active' | 'Inactive' | 'Draft';
            }[];
          };
        };
      };
    };
  };
  '/_cosell/accounts': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              accounts: {
                /**
                 * Twelve digits, or aws.
                 */
                id: string;
                companyName: string;
                websiteUrl?: string;
                /**
                 * The account's alliance lead. Default a made-up person.
                 */
                opportunityOwner?: {
                  email: string;
                  firstName: string;
                  lastName: string;
                };
                solutions?: {
                  /**
                   * S- and up to 19 digits.
                   */
                  id: string;
                  name: string;
                  category?: string;
                  catalog?: 'AWS' | 'Sandbox';
                  status?: 'Active' | 'Inactive' | 'Draft';
                }[];
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/opportunities/{id}/aws-side': {
    put: {
      parameters: {
        path: {
          /**
           * The id of an opportunity, e.g. O1234567.
           */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The id of an opportunity, e.g. O1234567.
               */
              id: string;
              lastModifiedDate: string;
              summary: {
                [k: string]: unknown;
              };
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * One of two separate worlds. Default the one that has the id.
             */
            catalog?: 'AWS' | 'Sandbox';
            /**
             * Stage, ClosedLostReason, TargetCloseDate, NextSteps. Omitted members stay.
             */
            LifeCycle?: {
              [k: string]: unknown;
            };
            /**
             * The whole team.
             */
            OpportunityTeam?: {
              [k: string]: unknown;
            }[];
            /**
             * EngagementScore, NextBestActions, … Omitted members stay.
             */
            Insights?: {
              [k: string]: unknown;
            };
            /**
             * Co-Sell or For Visibility Only.
             */
            InvolvementType?: string;
            /**
             * E.g. Customer Requested.
             */
            InvolvementTypeChangeReason?: string;
            /**
             * Full or Limited.
             */
            Visibility?: string;
            /**
             * AwsProducts, Solutions, …
             */
            RelatedEntityIds?: {
              [k: string]: unknown;
            };
            /**
             * Contacts.
             */
            Customer?: {
              [k: string]: unknown;
            };
            /**
             * ExpectedCustomerSpend, AwsPartition.
             */
            Project?: {
              [k: string]: unknown;
            };
            /**
             * E.g. Partner-led.
             */
            CosellMotion?: string;
            /**
             * The terms of the deal.
             */
            SoftwareRevenue?: {
              [k: string]: unknown;
            };
          };
        };
      };
    };
  };
  '/_cosell/clock/advance': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The server's time.
               */
              now: string;
              /**
               * Whether it is frozen.
               */
              frozen: boolean;
              /**
               * How far it is ahead of the machine's time, in milliseconds; negative if behind.
               */
              offset: number;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
             */
            by: string | number;
          };
        };
      };
    };
  };
  '/_cosell/clock/freeze': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The server's time.
               */
              now: string;
              /**
               * Whether it is frozen.
               */
              frozen: boolean;
              /**
               * How far it is ahead of the machine's time, in milliseconds; negative if behind.
               */
              offset: number;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {};
        };
      };
    };
  };
  '/_cosell/clock': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The server's time.
               */
              now: string;
              /**
               * Whether it is frozen.
               */
              frozen: boolean;
              /**
               * How far it is ahead of the machine's time, in milliseconds; negative if behind.
               */
              offset: number;
            };
          };
        };
      };
    };
  };
  '/_cosell/clock/resume': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The server's time.
               */
              now: string;
              /**
               * Whether it is frozen.
               */
              frozen: boolean;
              /**
               * How far it is ahead of the machine's time, in milliseconds; negative if behind.
               */
              offset: number;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {};
        };
      };
    };
  };
  '/_cosell/clock/set': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The server's time.
               */
              now: string;
              /**
               * Whether it is frozen.
               */
              frozen: boolean;
              /**
               * How far it is ahead of the machine's time, in milliseconds; negative if behind.
               */
              offset: number;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A time of RFC 3339, e.g. 2026-12-08T00:00:00Z; or machine, for the machine's time.
             */
            to: string;
          };
        };
      };
    };
  };
  '/_cosell/dead-letters/{id}': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
        };
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              /**
               * The account of the target; absent for a webhook.
               */
              account?: string;
              /**
               * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
               */
              target: string;
              /**
               * redriven while it waits for the next attempt.
               */
              state: 'dead' | 'redriven';
              /**
               * When it entered this state.
               */
              since: string;
              /**
               * Number of attempts, since the redrive if there was one.
               */
              attempts: number;
              /**
               * The error of the last attempt: a code of EventBridge and a message.
               */
              error: string;
              /**
               * The envelope of the event.
               */
              event: {
                [k: string]: unknown;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/dead-letters': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
           */
          target?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              deadLetters: {
                id: string;
                /**
                 * The account of the target; absent for a webhook.
                 */
                account?: string;
                /**
                 * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
                 */
                target: string;
                /**
                 * redriven while it waits for the next attempt.
                 */
                state: 'dead' | 'redriven';
                /**
                 * When it entered this state.
                 */
                since: string;
                /**
                 * Number of attempts, since the redrive if there was one.
                 */
                attempts: number;
                /**
                 * The error of the last attempt: a code of EventBridge and a message.
                 */
                error: string;
                /**
                 * The envelope of the event.
                 */
                event: {
                  [k: string]: unknown;
                };
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/dead-letters/redrive': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * How many. Excludes those whose target is gone and those being delivered.
               */
              redriven: number;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            ids?: string[];
            /**
             * Twelve digits, or aws.
             */
            account?: string;
            /**
             * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
             */
            target?: string;
          };
        };
      };
    };
  };
  '/_cosell/deliveries': {
    delete: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              removed: number;
            };
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The name of a rule.
           */
          rule?: string;
          /**
           * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
           */
          target?: string;
          /**
           * delivered: the target took it; retry: it failed and is tried again; dead: it failed and was given up, as a dead letter; passedOver: no attempt, because this server sends nothing to the target, or could not match the pattern.
           */
          outcome?: 'delivered' | 'retry' | 'dead' | 'passedOver';
          /**
           * The id of an event.
           */
          event?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              deliveries: {
                /**
                 * When it ended, by the clock of the server.
                 */
                time: string;
                /**
                 * The same moment by the clock of the machine.
                 */
                realTime: string;
                /**
                 * The account of the target; absent for a webhook.
                 */
                account?: string;
                /**
                 * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
                 */
                target: string;
                /**
                 * What the target is.
                 */
                kind:
                  | 'webhook'
                  | 'apiDestination'
                  | 'function'
                  | 'queue'
                  | 'topic'
                  | 'stream'
                  | 'logGroup'
                  | 'eventBus'
                  | 'other';
                eventId: string;
                /**
                 * The detail-type of the event.
                 */
                eventType: string;
                /**
                 * The account that got the event.
                 */
                eventAccount: string;
                /**
                 * The position of the event in the feed, from which it is replayed.
                 */
                sequence: number;
                /**
                 * delivered: the target took it; retry: it failed and is tried again; dead: it failed and was given up, as a dead letter; passedOver: no attempt, because this server sends nothing to the target, or could not match the pattern.
                 */
                outcome: 'delivered' | 'retry' | 'dead' | 'passedOver';
                /**
                 * 1 for the first, also after a redrive or replay; 0 if it was passed over.
                 */
                attempt: number;
                /**
                 * Whether it was redriven, or replayed.
                 */
                again: boolean;
                /**
                 * How long the target took.
                 */
                milliseconds: number;
                /**
                 * The HTTP status of the answer, if the target speaks HTTP.
                 */
                status?: number;
                /**
                 * A code of EventBridge.
                 */
                errorCode?: string;
                /**
                 * Why it failed.
                 */
                message?: string;
                /**
                 * When the next attempt is due.
                 */
                retryAt?: string;
                /**
                 * The id of the dead letter that it became, or still is.
                 */
                deadLetter?: string;
                /**
                 * The trace of the attempt: that of the call that caused the event, if the same account made it; absent if nothing is traced.
                 */
                traceId?: string;
                /**
                 * Host name and process id of the server that made the attempt.
                 */
                node: string;
              }[];
              /**
               * The `after` of the next page, with older ones; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/events/replay': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * How many events: those of the target’s account, or that the webhook may get, with these sequences.
               */
              replayed: number;
              /**
               * The `from` of the next call, if there are more than 1000.
               */
              next?: number;
              /**
               * What was deleted of those that were asked for.
               */
              gone?: {
                /**
                 * The greatest number of a deleted event. Others up to it may be there.
                 */
                through: string;
                /**
                 * When the last of them was recorded at the latest.
                 */
                recordedBefore: string;
              };
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
             */
            target: string;
            /**
             * The account of a rule’s target. A webhook has none.
             */
            account?: string;
            /**
             * The sequence of the first event.
             */
            from: number;
            /**
             * The sequence of the last event. Default: only the first.
             */
            to?: number;
          };
        };
      };
    };
  };
  '/_cosell/faults': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              /**
               * Whose requests or tasks. Default all.
               */
              account?: string;
              /**
               * E.g. CreateOpportunity. Default all.
               */
              operation?: string;
              /**
               * One of two separate worlds.
               */
              catalog?: 'AWS' | 'Sandbox';
              /**
               * Of fail: the step, e.g. create the opportunity. Default the next one.
               */
              step?: string;
              /**
               * The ReasonCode with which a task fails, at its next step or at `step`.
               */
              fail?:
                | 'ContextNotFound'
                | 'CustomerProjectContextNotPermitted'
                | 'DisqualifiedLeadNotPermitted'
                | 'EngagementAccessDenied'
                | 'EngagementConflict'
                | 'EngagementInvitationConflict'
                | 'EngagementValidationFailed'
                | 'InternalError'
                | 'InvitationAccessDenied'
                | 'InvitationValidationFailed'
                | 'OpportunityAccessDenied'
                | 'OpportunityConflict'
                | 'OpportunitySubmissionFailed'
                | 'OpportunityValidationFailed'
                | 'RequestThrottled'
                | 'ResourceSnapshotAccessDenied'
                | 'ResourceSnapshotConflict'
                | 'ResourceSnapshotJobAccessDenied'
                | 'ResourceSnapshotJobConflict'
                | 'ResourceSnapshotJobValidationFailed'
                | 'ResourceSnapshotValidationFailed'
                | 'ServiceQuotaExceeded';
              /**
               * The exception that an operation throws.
               */
              exception?:
                | 'AccessDeniedException'
                | 'ConflictException'
                | 'InternalServerException'
                | 'ResourceNotFoundException'
                | 'ServiceQuotaExceededException'
                | 'ThrottlingException'
                | 'ValidationException';
              /**
               * Delay before an operation runs, in milliseconds.
               */
              delay?: number;
              /**
               * Rate limit in requests per second. Requests beyond it get ThrottlingException.
               */
              throttle?: number;
              /**
               * The connection is closed without a response, before or after the operation runs.
               */
              drop?: 'before' | 'after';
              /**
               * How long StartEngagementByAcceptingInvitationTask, StartEngagementFromOpportunityTask, StartOpportunityFromEngagementTask wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.
               */
              taskWait?: number;
              /**
               * Of fail and exception: its Message.
               */
              message?: string;
              /**
               * Of exception: its Reason.
               */
              reason?: string;
              /**
               * Of ValidationException: its ErrorList.
               */
              errorList?: {
                FieldName?: string;
                Message: string;
                /**
                 * What is wrong with the field.
                 */
                Code:
                  | 'ACTION_NOT_PERMITTED'
                  | 'DUPLICATE_KEY_VALUE'
                  | 'INVALID_ENUM_VALUE'
                  | 'INVALID_RESOURCE_STATE'
                  | 'INVALID_STRING_FORMAT'
                  | 'INVALID_VALUE'
                  | 'NOT_ENOUGH_VALUES'
                  | 'REQUIRED_FIELD_MISSING'
                  | 'TOO_MANY_VALUES'
                  | 'VALUE_OUT_OF_RANGE';
              }[];
              /**
               * How many more times it happens; null for always.
               */
              remaining: number | null;
              createdAt: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * Whose requests or tasks. Default all.
             */
            account?: string;
            /**
             * E.g. CreateOpportunity. Default all.
             */
            operation?: string;
            /**
             * One of two separate worlds.
             */
            catalog?: 'AWS' | 'Sandbox';
            /**
             * Of fail: the step, e.g. create the opportunity. Default the next one.
             */
            step?: string;
            /**
             * The ReasonCode with which a task fails, at its next step or at `step`.
             */
            fail?:
              | 'ContextNotFound'
              | 'CustomerProjectContextNotPermitted'
              | 'DisqualifiedLeadNotPermitted'
              | 'EngagementAccessDenied'
              | 'EngagementConflict'
              | 'EngagementInvitationConflict'
              | 'EngagementValidationFailed'
              | 'InternalError'
              | 'InvitationAccessDenied'
              | 'InvitationValidationFailed'
              | 'OpportunityAccessDenied'
              | 'OpportunityConflict'
              | 'OpportunitySubmissionFailed'
              | 'OpportunityValidationFailed'
              | 'RequestThrottled'
              | 'ResourceSnapshotAccessDenied'
              | 'ResourceSnapshotConflict'
              | 'ResourceSnapshotJobAccessDenied'
              | 'ResourceSnapshotJobConflict'
              | 'ResourceSnapshotJobValidationFailed'
              | 'ResourceSnapshotValidationFailed'
              | 'ServiceQuotaExceeded';
            /**
             * The exception that an operation throws.
             */
            exception?:
              | 'AccessDeniedException'
              | 'ConflictException'
              | 'InternalServerException'
              | 'ResourceNotFoundException'
              | 'ServiceQuotaExceededException'
              | 'ThrottlingException'
              | 'ValidationException';
            /**
             * Delay before an operation runs, in milliseconds.
             */
            delay?: number;
            /**
             * Rate limit in requests per second. Requests beyond it get ThrottlingException.
             */
            throttle?: number;
            /**
             * The connection is closed without a response, before or after the operation runs.
             */
            drop?: 'before' | 'after';
            /**
             * How long StartEngagementByAcceptingInvitationTask, StartEngagementFromOpportunityTask, StartOpportunityFromEngagementTask wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.
             */
            taskWait?: number;
            /**
             * Of fail and exception: its Message.
             */
            message?: string;
            /**
             * Of exception: its Reason.
             */
            reason?: string;
            /**
             * Of ValidationException: its ErrorList.
             */
            errorList?: {
              FieldName?: string;
              Message: string;
              /**
               * What is wrong with the field.
               */
              Code:
                | 'ACTION_NOT_PERMITTED'
                | 'DUPLICATE_KEY_VALUE'
                | 'INVALID_ENUM_VALUE'
                | 'INVALID_RESOURCE_STATE'
                | 'INVALID_STRING_FORMAT'
                | 'INVALID_VALUE'
                | 'NOT_ENOUGH_VALUES'
                | 'REQUIRED_FIELD_MISSING'
                | 'TOO_MANY_VALUES'
                | 'VALUE_OUT_OF_RANGE';
            }[];
            /**
             * How often it happens; 0 or null for always. Default 1, and always for throttle.
             */
            times?: number | null;
          };
        };
      };
    };
    delete: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              removed: number;
            };
          };
        };
      };
    };
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              faults: {
                id: string;
                /**
                 * Whose requests or tasks. Default all.
                 */
                account?: string;
                /**
                 * E.g. CreateOpportunity. Default all.
                 */
                operation?: string;
                /**
                 * One of two separate worlds.
                 */
                catalog?: 'AWS' | 'Sandbox';
                /**
                 * Of fail: the step, e.g. create the opportunity. Default the next one.
                 */
                step?: string;
                /**
                 * The ReasonCode with which a task fails, at its next step or at `step`.
                 */
                fail?:
                  | 'ContextNotFound'
                  | 'CustomerProjectContextNotPermitted'
                  | 'DisqualifiedLeadNotPermitted'
                  | 'EngagementAccessDenied'
                  | 'EngagementConflict'
                  | 'EngagementInvitationConflict'
                  | 'EngagementValidationFailed'
                  | 'InternalError'
                  | 'InvitationAccessDenied'
                  | 'InvitationValidationFailed'
                  | 'OpportunityAccessDenied'
                  | 'OpportunityConflict'
                  | 'OpportunitySubmissionFailed'
                  | 'OpportunityValidationFailed'
                  | 'RequestThrottled'
                  | 'ResourceSnapshotAccessDenied'
                  | 'ResourceSnapshotConflict'
                  | 'ResourceSnapshotJobAccessDenied'
                  | 'ResourceSnapshotJobConflict'
                  | 'ResourceSnapshotJobValidationFailed'
                  | 'ResourceSnapshotValidationFailed'
                  | 'ServiceQuotaExceeded';
                /**
                 * The exception that an operation throws.
                 */
                exception?:
                  | 'AccessDeniedException'
                  | 'ConflictException'
                  | 'InternalServerException'
                  | 'ResourceNotFoundException'
                  | 'ServiceQuotaExceededException'
                  | 'ThrottlingException'
                  | 'ValidationException';
                /**
                 * Delay before an operation runs, in milliseconds.
                 */
                delay?: number;
                /**
                 * Rate limit in requests per second. Requests beyond it get ThrottlingException.
                 */
                throttle?: number;
                /**
                 * The connection is closed without a response, before or after the operation runs.
                 */
                drop?: 'before' | 'after';
                /**
                 * How long StartEngagementByAcceptingInvitationTask, StartEngagementFromOpportunityTask, StartOpportunityFromEngagementTask wait for the end of the task, in milliseconds; 0 returns IN_PROGRESS at once.
                 */
                taskWait?: number;
                /**
                 * Of fail and exception: its Message.
                 */
                message?: string;
                /**
                 * Of exception: its Reason.
                 */
                reason?: string;
                /**
                 * Of ValidationException: its ErrorList.
                 */
                errorList?: {
                  FieldName?: string;
                  Message: string;
                  /**
                   * What is wrong with the field.
                   */
                  Code:
                    | 'ACTION_NOT_PERMITTED'
                    | 'DUPLICATE_KEY_VALUE'
                    | 'INVALID_ENUM_VALUE'
                    | 'INVALID_RESOURCE_STATE'
                    | 'INVALID_STRING_FORMAT'
                    | 'INVALID_VALUE'
                    | 'NOT_ENOUGH_VALUES'
                    | 'REQUIRED_FIELD_MISSING'
                    | 'TOO_MANY_VALUES'
                    | 'VALUE_OUT_OF_RANGE';
                }[];
                /**
                 * How many more times it happens; null for always.
                 */
                remaining: number | null;
                createdAt: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/_cosell/faults/{id}': {
    delete: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
  };
  '/_cosell/feed': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The detail-type, e.g. Opportunity Created.
           */
          type?: string;
          /**
           * An id or ARN that the event names.
           */
          resource?: string;
          /**
           * A text in the event, in any case of its letters.
           */
          text?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              events: {
                /**
                 * Its position in the feed, and its id in the streams.
                 */
                sequence: number;
                /**
                 * The envelope of the event.
                 */
                event: {
                  [k: string]: unknown;
                };
              }[];
              /**
               * The `after` of the next page, with older events; absent on the last.
               */
              next?: string;
              /**
               * On the last page: what there was before it, and was deleted.
               */
              gone?: {
                /**
                 * The greatest number of a deleted event. Others up to it may be there.
                 */
                through: string;
                /**
                 * When the last of them was recorded at the latest.
                 */
                recordedBefore: string;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/keys': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              /**
               * Absent: the root of the account.
               */
              user?: string;
              accessKeyId: string;
              status: string;
              createdAt: string;
              /**
               * Shown only now. Absent if each server reads it from a variable or file.
               */
              secretAccessKey?: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * The name of a user.
             */
            user?: string;
            /**
             * Store no secret: each server reads it from this environment variable.
             */
            secretEnv?: string;
            /**
             * Store no secret: each server reads it from this file.
             */
            secretFile?: string;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The name of a user.
           */
          user?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              keys: {
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                /**
                 * Absent: the root of the account.
                 */
                user?: string;
                accessKeyId: string;
                status: string;
                createdAt: string;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/keys/reseal': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              resealed: number;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {};
        };
      };
    };
  };
  '/_cosell/keys/{accessKeyId}': {
    delete: {
      parameters: {
        path: {
          /**
           * The id of an access key, e.g. AKIA….
           */
          accessKeyId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * The id of an access key, e.g. AKIA….
           */
          accessKeyId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              /**
               * Absent: the root of the account.
               */
              user?: string;
              accessKeyId: string;
              status: string;
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * An inactive key is refused like an unknown one.
             */
            status: 'Active' | 'Inactive';
          };
        };
      };
    };
  };
  '/_cosell/keys/{accessKeyId}/rotate': {
    post: {
      parameters: {
        path: {
          /**
           * The id of an access key, e.g. AKIA….
           */
          accessKeyId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              /**
               * Absent: the root of the account.
               */
              user?: string;
              accessKeyId: string;
              status: string;
              createdAt: string;
              /**
               * Shown only now. Absent if each server reads it from a variable or file.
               */
              secretAccessKey?: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {};
        };
      };
    };
  };
  '/_cosell/pipeline': {
    get: {
      parameters: {
        query: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * One of two separate worlds.
           */
          catalog: 'AWS' | 'Sandbox';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * How many were counted.
               */
              opportunities: number;
              /**
               * Whether these are all. At most the 10000 that were modified last are counted.
               */
              isComplete: boolean;
              byStage: {
                /**
                 * The stage, or the review status.
                 */
                name: string;
                count: number;
                /**
                 * The sum of the expected monthly spend, by currency.
                 */
                monthlySpend: {
                  currencyCode: string;
                  amount: string;
                }[];
              }[];
              byReviewStatus: {
                /**
                 * The stage, or the review status.
                 */
                name: string;
                count: number;
                /**
                 * The sum of the expected monthly spend, by currency.
                 */
                monthlySpend: {
                  currencyCode: string;
                  amount: string;
                }[];
              }[];
              invitations: {
                /**
                 * Received, neither answered nor expired, of the 1000 latest.
                 */
                pending: number;
                /**
                 * When the first of them expires.
                 */
                nextExpiration?: string;
              };
              /**
               * Of the 200 latest of each kind.
               */
              tasksInProgress: number;
              /**
               * The server's time at which it was counted.
               */
              countedAt: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/policies': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              policyId: string;
              document: string;
              createdAt: string;
              modifiedAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * The name of a policy.
             */
            name: string;
            /**
             * Part of its ARN, e.g. /crm/.
             */
            path?: string;
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            document: string | {};
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              policies: {
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                name: string;
                path: string;
                arn: string;
                policyId: string;
                document: string;
                createdAt: string;
                modifiedAt: string;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/policies/{account}/{name}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a policy.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
    get: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a policy.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              policyId: string;
              document: string;
              createdAt: string;
              modifiedAt: string;
            };
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a policy.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              policyId: string;
              document: string;
              createdAt: string;
              modifiedAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            document: string | {};
          };
        };
      };
    };
  };
  '/_cosell/policy-tests': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * ImplicitDeny: nothing allows it.
               */
              decision: 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';
              /**
               * In one sentence.
               */
              reason: string;
              action: string;
              resource: string;
              principal?: string;
              statements: {
                /**
                 * The identity's, the session's, or the role's trust policy.
                 */
                set: 'identity' | 'session' | 'trust';
                /**
                 * The name of an inline policy, the ARN of a managed one, or policies[0].
                 */
                policy: string;
                /**
                 * Its position in the document, from 1.
                 */
                statement: number;
                sid?: string;
                /**
                 * What it does if it is in effect.
                 */
                effect: 'Allow' | 'Deny';
                /**
                 * Whether all of its elements match.
                 */
                isInEffect: boolean;
                elements: {
                  /**
                   * Principal, Action, Resource, Condition, or the negation of one.
                   */
                  name: string;
                  /**
                   * Of a Condition, with its key.
                   */
                  operator?: string;
                  key?: string;
                  matches: boolean;
                  /**
                   * The policy's values, with those of variables.
                   */
                  expected: string[];
                  /**
                   * The test's values; none if it has none.
                   */
                  actual: string[];
                }[];
              }[];
              /**
               * Condition keys that the policies read, and for which the test has no value.
               */
              missingContext: string[];
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * E.g. partnercentral:GetOpportunity.
             */
            action: string;
            /**
             * The ARN of a user, a role, a role's session or an account's root.
             */
            principal?: string;
            /**
             * The ARN of the resource.
             */
            resource?: string;
            /**
             * Policy documents, in addition to the principal's own or without a principal.
             *
             * Items: A policy document, as JSON. On the command line also file://<path>.
             */
            policies?: (string | {})[];
            /**
             * Session policies, which have to allow it, too.
             *
             * Items: A policy document, as JSON. On the command line also file://<path>.
             */
            sessionPolicies?: (string | {})[];
            /**
             * Values of condition keys, e.g. {"partnercentral:Catalog":"Sandbox"}. Those of the principal and the time are known.
             */
            context?: {
              /**
               * This interface was referenced by `undefined`'s JSON-Schema definition
               * via the `patternProperty` "^.*$".
               */
              [k: string]: string | string[];
            };
          };
        };
      };
    };
  };
  '/_cosell/quirks': {
    delete: {
      parameters: {
        query?: {
          /**
           * Which quirk.
           */
          name?: 'update-clears-status' | 'status-needs-partner-id' | 'token-spans-operations' | 'late-reads';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              quirks: {
                /**
                 * Which quirk.
                 */
                name:
                  | 'update-clears-status'
                  | 'status-needs-partner-id'
                  | 'token-spans-operations'
                  | 'late-reads';
                on: boolean;
                /**
                 * In milliseconds; of a quirk with a duration that is on.
                 */
                duration?: number;
                /**
                 * What it does.
                 */
                summary: string;
              }[];
            };
          };
        };
      };
    };
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              quirks: {
                /**
                 * Which quirk.
                 */
                name:
                  | 'update-clears-status'
                  | 'status-needs-partner-id'
                  | 'token-spans-operations'
                  | 'late-reads';
                on: boolean;
                /**
                 * In milliseconds; of a quirk with a duration that is on.
                 */
                duration?: number;
                /**
                 * What it does.
                 */
                summary: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/_cosell/quirks/{name}': {
    put: {
      parameters: {
        path: {
          /**
           * Which quirk.
           */
          name: 'update-clears-status' | 'status-needs-partner-id' | 'token-spans-operations' | 'late-reads';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Which quirk.
               */
              name:
                'update-clears-status' | 'status-needs-partner-id' | 'token-spans-operations' | 'late-reads';
              on: boolean;
              /**
               * In milliseconds; of a quirk with a duration that is on.
               */
              duration?: number;
              /**
               * What it does.
               */
              summary: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
             */
            duration?: string | number;
          };
        };
      };
    };
  };
  '/_cosell/quotas': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * No quotas, those of AWS, or `classes`.
               */
              mode: 'off' | 'aws' | 'custom';
              classes: {
                reads?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                writes?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                engagementWrites?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingStarts?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingGets?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingLists?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                otherReads?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                otherWrites?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
              };
            };
          };
        };
      };
    };
    put: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * No quotas, those of AWS, or `classes`.
               */
              mode: 'off' | 'aws' | 'custom';
              classes: {
                reads?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                writes?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                engagementWrites?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingStarts?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingGets?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                prospectingLists?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                otherReads?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
                otherWrites?: {
                  /**
                   * Requests per second.
                   */
                  perSecond?: number;
                  /**
                   * Requests that may come at once. Default as many as per second, at least one.
                   */
                  burst?: number;
                  /**
                   * Requests per rolling 24 hours.
                   */
                  perDay?: number;
                };
              };
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * No quotas, those of AWS, or `classes`.
             */
            mode: 'off' | 'aws' | 'custom';
            classes?: {
              reads?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              writes?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              engagementWrites?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              prospectingStarts?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              prospectingGets?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              prospectingLists?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              otherReads?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
              otherWrites?: {
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/quotas/usage': {
    get: {
      parameters: {
        query: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              classes: {
                /**
                 * Which operations; they share the quota.
                 */
                class:
                  | 'reads'
                  | 'writes'
                  | 'engagementWrites'
                  | 'prospectingStarts'
                  | 'prospectingGets'
                  | 'prospectingLists'
                  | 'otherReads'
                  | 'otherWrites';
                /**
                 * Requests per second.
                 */
                perSecond?: number;
                /**
                 * Requests that may come at once. Default as many as per second, at least one.
                 */
                burst?: number;
                /**
                 * Requests per rolling 24 hours.
                 */
                perDay?: number;
                /**
                 * Requests of the last 24 hours; absent if they are not limited.
                 */
                usedInDay?: number;
              }[];
            };
          };
        };
      };
    };
  };
  '/_cosell/referrals': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The id of the opportunity at AWS, and in the account once it accepts.
               */
              opportunityId?: string;
              engagementId: string;
              engagementArn: string;
              invitationId: string;
              invitationArn: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * One of two separate worlds.
             */
            catalog?: 'AWS' | 'Sandbox';
            /**
             * What to make up if none is given. Default opportunity.
             */
            kind?: 'opportunity' | 'lead';
            /**
             * In the form of CreateOpportunity.
             */
            opportunity?: {
              [k: string]: unknown;
            };
            /**
             * A LeadContext, as in the context of an engagement.
             */
            lead?: {
              [k: string]: unknown;
            };
            /**
             * The Message of the invitation.
             */
            message?: string;
          };
        };
      };
    };
  };
  '/_cosell/requests': {
    delete: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              removed: number;
            };
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * E.g. GetOpportunity.
           */
          operation?: string;
          /**
           * A service.
           */
          service?: 'partnercentral-selling' | 'events' | 'sts';
          /**
           * ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
           */
          outcome?: 'ok' | 'refused' | 'denied' | 'throttled' | 'failed' | 'dropped';
          /**
           * E.g. ValidationException.
           */
          errorCode?: string;
          /**
           * An id or ARN that the request or its response names.
           */
          resource?: string;
          /**
           * The id of an event or a task: lists the call that has caused it.
           */
          caused?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              requests: {
                /**
                 * The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
                 */
                id: string;
                /**
                 * When it was answered, by the clock of the server.
                 */
                time: string;
                /**
                 * The same moment by the clock of the machine.
                 */
                realTime: string;
                /**
                 * The account of the caller, if it is known.
                 */
                account?: string;
                /**
                 * As the request states it: without an account it proves nothing.
                 */
                accessKeyId?: string;
                /**
                 * partnercentral-selling, events or sts.
                 */
                service: string;
                /**
                 * Absent if the request names none that the service has.
                 */
                operation?: string;
                catalog?: string;
                /**
                 * The HTTP status of the response.
                 */
                status: number;
                /**
                 * ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
                 */
                outcome: 'ok' | 'refused' | 'denied' | 'throttled' | 'failed' | 'dropped';
                /**
                 * The name of the exception.
                 */
                errorCode?: string;
                /**
                 * Its message.
                 */
                message?: string;
                /**
                 * From the head of the request to the response.
                 */
                milliseconds: number;
                requestBytes: number;
                responseBytes: number;
                /**
                 * The ids and ARNs that the request and its response name, at most 20.
                 */
                resources: string[];
                /**
                 * Host name and process id of the server that answered.
                 */
                node: string;
              }[];
              /**
               * The `after` of the next page, with older calls; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/requests/{id}': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * Also writes the call as code that repeats it, without secrets.
           */
          as?: 'cli' | 'boto3' | 'javascript' | 'java' | 'go' | 'dotnet' | 'curl';
        };
        path: {
          /**
           * The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
           */
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The request id: x-amzn-RequestId of its response, $metadata.requestId in SDKs.
               */
              id: string;
              /**
               * When it was answered, by the clock of the server.
               */
              time: string;
              /**
               * The same moment by the clock of the machine.
               */
              realTime: string;
              /**
               * The account of the caller, if it is known.
               */
              account?: string;
              /**
               * As the request states it: without an account it proves nothing.
               */
              accessKeyId?: string;
              /**
               * partnercentral-selling, events or sts.
               */
              service: string;
              /**
               * Absent if the request names none that the service has.
               */
              operation?: string;
              catalog?: string;
              /**
               * The HTTP status of the response.
               */
              status: number;
              /**
               * ok: answered with 2xx; denied: the caller is unknown or may not do this; throttled: too many requests; refused: another error of the request; failed: an error of the server; dropped: an injected fault closed the connection.
               */
              outcome: 'ok' | 'refused' | 'denied' | 'throttled' | 'failed' | 'dropped';
              /**
               * The name of the exception.
               */
              errorCode?: string;
              /**
               * Its message.
               */
              message?: string;
              /**
               * From the head of the request to the response.
               */
              milliseconds: number;
              requestBytes: number;
              responseBytes: number;
              /**
               * The ids and ARNs that the request and its response name, at most 20.
               */
              resources: string[];
              /**
               * Host name and process id of the server that answered.
               */
              node: string;
              /**
               * The ARN of the caller.
               */
              principal?: string;
              /**
               * Absent if what arrived was no HTTP request.
               */
              request?: {
                method: string;
                path: string;
                /**
                 * In lower case, without signatures and tokens.
                 */
                headers: {
                  /**
                   * This interface was referenced by `undefined`'s JSON-Schema definition
                   * via the `patternProperty` "^.*$".
                   */
                  [k: string]: string;
                };
                body: {
                  /**
                   * The body, if it is JSON.
                   */
                  json?: {
                    [k: string]: unknown;
                  };
                  /**
                   * The body, or its beginning, if it is something else.
                   */
                  text?: string;
                  /**
                   * Why the body is absent or not whole.
                   */
                  note?: string;
                };
              };
              response: {
                body: {
                  /**
                   * The body, if it is JSON.
                   */
                  json?: {
                    [k: string]: unknown;
                  };
                  /**
                   * The body, or its beginning, if it is something else.
                   */
                  text?: string;
                  /**
                   * Why the body is absent or not whole.
                   */
                  note?: string;
                };
              };
              explanation?: {
                /**
                 * What the error means, in plain words.
                 */
                means: string;
                /**
                 * What to do.
                 */
                advice: string;
                /**
                 * Where it is documented.
                 */
                source?: string;
                /**
                 * Every fault of the ErrorList.
                 */
                faults: {
                  fieldName?: string;
                  code: string;
                  message: string;
                  /**
                   * What the code means, in plain words.
                   */
                  means: string;
                  /**
                   * Where the rule is documented.
                   */
                  source?: string;
                  /**
                   * What would have been accepted.
                   */
                  needed?: string;
                }[];
                /**
                 * Near misses: what the call would have needed, by the state of now. Of other accounts they say nothing.
                 */
                needed: string[];
              };
              /**
               * What its own transactions have recorded, and, if it has waited for the end of its task, what the task has.
               */
              events: {
                /**
                 * The id of its envelope.
                 */
                id: string;
                /**
                 * Its detail-type.
                 */
                type: string;
                /**
                 * The account that gets it.
                 */
                account: string;
                catalog?: string;
                time: string;
                resources: string[];
                /**
                 * The task whose step has recorded it, before the call was answered.
                 */
                task?: string;
              }[];
              /**
               * How many events it has recorded itself; the first 100 are shown.
               */
              eventCount: number;
              /**
               * The task that it has started, as it is now.
               */
              tasks: {
                id: string;
                catalog: string;
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                /**
                 * The operation that started it.
                 */
                operation: string;
                status: string;
                startTime: string;
                endTime?: string;
                reasonCode?: string;
                message?: string;
                invitation?: string;
                engagement?: string;
                opportunity?: string;
                snapshotJob?: string;
                /**
                 * Of a task about a lead: its context.
                 */
                context?: string;
                /**
                 * Of a task that submits: its AwsSubmission.
                 */
                involvementType?: string;
                visibility?: string;
                /**
                 * Of a prospecting task.
                 */
                name?: string;
                steps: {
                  name: string;
                  /**
                   * NEXT runs now or will run; WAITING comes after it, or never if the task has failed.
                   */
                  status: 'DONE' | 'NEXT' | 'FAILED' | 'WAITING';
                  /**
                   * When it was done. Absent if an earlier task of the invitation did it.
                   */
                  endedAt?: string;
                  /**
                   * Number of tries; 0 if an earlier task did it.
                   */
                  tries: number;
                }[];
                /**
                 * Whether the call was answered after its end.
                 */
                isWaitedFor: boolean;
                /**
                 * What its steps have recorded on this node since the call was answered. If the call has waited for its end, they are among the events of the call.
                 */
                events: {
                  /**
                   * The id of its envelope.
                   */
                  id: string;
                  /**
                   * Its detail-type.
                   */
                  type: string;
                  /**
                   * The account that gets it.
                   */
                  account: string;
                  catalog?: string;
                  time: string;
                  resources: string[];
                  /**
                   * The task whose step has recorded it, before the call was answered.
                   */
                  task?: string;
                }[];
                /**
                 * How many events its steps have recorded on this node; the first 100 are shown.
                 */
                eventCount: number;
              }[];
              /**
               * The call as code, in the language of `as`.
               */
              code?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/requests/bodies': {
    put: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Whether the bodies of further requests are kept.
               */
              kept: boolean;
              /**
               * When this ends, by the clock of the machine; absent if it lasts, or if they are not kept.
               */
              until?: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * Up to a day.
             */
            minutes?: number;
          };
        };
      };
    };
  };
  '/_cosell/reset': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account?: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account?: string;
          };
        };
      };
    };
  };
  '/_cosell/retention': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              kept: {
                /**
                 * The name of its time among the options.
                 */
                name: string;
                /**
                 * How long, such as 90d; absent for good.
                 */
                keptFor?: string;
                /**
                 * What it is, since when the time counts, and what stays.
                 */
                what: string;
                /**
                 * How many this server has deleted since its start.
                 */
                deleted: number;
              }[];
              /**
               * When this server last deleted all that was over, by the server’s clock.
               */
              lastPass?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/retention/run': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              deleted: {
                name: string;
                /**
                 * How many.
                 */
                rows: number;
              }[];
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {};
        };
      };
    };
  };
  '/_cosell/review-policy': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                /**
                 * Twelve digits, or aws.
                 */
                account?: string;
                /**
                 * One of two separate worlds.
                 */
                catalog?: 'AWS' | 'Sandbox';
                /**
                 * The result of the review.
                 */
                decision: 'In review' | 'Action Required' | 'Approved' | 'Rejected';
                /**
                 * Shown in LifeCycle.ReviewComments.
                 */
                comments?: string;
                /**
                 * Delay from submission to decision, in milliseconds.
                 */
                after: number;
              }[];
            };
          };
        };
      };
    };
    put: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              rules: {
                /**
                 * Twelve digits, or aws.
                 */
                account?: string;
                /**
                 * One of two separate worlds.
                 */
                catalog?: 'AWS' | 'Sandbox';
                /**
                 * The result of the review.
                 */
                decision: 'In review' | 'Action Required' | 'Approved' | 'Rejected';
                /**
                 * Shown in LifeCycle.ReviewComments.
                 */
                comments?: string;
                /**
                 * Delay from submission to decision, in milliseconds.
                 */
                after: number;
              }[];
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Empty for no policy.
             */
            rules: {
              /**
               * Twelve digits, or aws.
               */
              account?: string;
              /**
               * One of two separate worlds.
               */
              catalog?: 'AWS' | 'Sandbox';
              /**
               * The result of the review.
               */
              decision: 'In review' | 'Action Required' | 'Approved' | 'Rejected';
              /**
               * Shown in LifeCycle.ReviewComments.
               */
              comments?: string;
              /**
               * E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
               */
              after: string | number;
            }[];
          };
        };
      };
    };
  };
  '/_cosell/reviews': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The id of an opportunity, e.g. O1234567.
               */
              id: string;
              /**
               * One of two separate worlds.
               */
              catalog: 'AWS' | 'Sandbox';
              reviewStatus: string;
              lastModifiedDate: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * One of two separate worlds. Default the one that has the id.
             */
            catalog?: 'AWS' | 'Sandbox';
            /**
             * The id of an opportunity, e.g. O1234567.
             */
            id: string;
            /**
             * The result of the review.
             */
            decision: 'In review' | 'Action Required' | 'Approved' | 'Rejected';
            /**
             * Shown in LifeCycle.ReviewComments.
             */
            comments?: string;
            /**
             * Of Action Required and Rejected: a code, shown in LifeCycle.ReviewStatusReason.
             */
            reason?: string;
          };
        };
      };
    };
  };
  '/_cosell/roles/{account}/{name}/attached-policies': {
    post: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A managed policy: of AWS, or of the same account.
             */
            policyArn: string;
          };
        };
      };
    };
    delete: {
      parameters: {
        query: {
          /**
           * A managed policy: of AWS, or of the same account.
           */
          policyArn: string;
        };
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/roles': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * The name of a role.
             */
            name: string;
            /**
             * Part of its ARN, e.g. /crm/.
             */
            path?: string;
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            trustPolicy: string | {};
            /**
             * The longest session of the role.
             */
            maxSessionSeconds?: number;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              roles: {
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                name: string;
                path: string;
                arn: string;
                roleId: string;
                trustPolicy: string;
                maxSessionSeconds: number;
                /**
                 * Inline policies.
                 */
                policies: {
                  name: string;
                  document: string;
                }[];
                /**
                 * Attached managed policies.
                 */
                policyArns: string[];
                createdAt: string;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/roles/{account}/{name}/policies/{policy}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
          /**
           * The name of a policy.
           */
          policy: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
          /**
           * The name of a policy.
           */
          policy: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            document: string | {};
          };
        };
      };
    };
  };
  '/_cosell/roles/{account}/{name}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
    get: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a role.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              roleId: string;
              trustPolicy: string;
              maxSessionSeconds: number;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            trustPolicy?: string | {};
            /**
             * The longest session of the role.
             */
            maxSessionSeconds?: number;
          };
        };
      };
    };
  };
  '/_cosell/search': {
    get: {
      parameters: {
        query: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The beginning of an id, of a task the whole; or a part of a title or company, in any case.
           */
          text: string;
          /**
           * One of two separate worlds.
           */
          catalog?: 'AWS' | 'Sandbox';
          /**
           * Maximum number of results of each kind and catalog.
           */
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              results: {
                /**
                 * What kind of thing it is.
                 */
                kind: 'opportunity' | 'engagement' | 'invitation' | 'task' | 'solution';
                id: string;
                /**
                 * Of an invitation: the title of its engagement; of a task: its operation.
                 */
                title?: string;
                /**
                 * The customer; of an invitation, the sender.
                 */
                company?: string;
                /**
                 * One of two separate worlds.
                 */
                catalog: 'AWS' | 'Sandbox';
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                /**
                 * Of an opportunity: its review status. An engagement has none.
                 */
                status?: string;
              }[];
              /**
               * Whether these are all. Titles and companies are searched among the 2000 newest things of each kind, and customers of all opportunities by the beginning of their name.
               */
              isComplete: boolean;
            };
          };
        };
      };
    };
  };
  '/_cosell/sessions': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              accessKeyId: string;
              secretAccessKey: string;
              sessionToken: string;
              /**
               * By the clock of the server.
               */
              expiration: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * How long they are valid.
             */
            seconds?: number;
          };
        };
      };
    };
  };
  '/_cosell/state': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * The version of the format.
               */
              format: 1;
              /**
               * When it was exported, by the server’s clock.
               */
              at?: string;
              /**
               * The migrations that the tables have.
               */
              schema: string[];
              tables: {
                /**
                 * This interface was referenced by `undefined`'s JSON-Schema definition
                 * via the `patternProperty` "^.*$".
                 */
                [k: string]: {
                  columns: string[];
                  rows: unknown[][];
                };
              };
            };
          };
        };
      };
    };
    put: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Number of rows written.
               */
              rows: number;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * The version of the format.
             */
            format: 1;
            /**
             * When it was exported, by the server’s clock.
             */
            at?: string;
            /**
             * The migrations that the tables have.
             */
            schema: string[];
            tables: {
              /**
               * This interface was referenced by `undefined`'s JSON-Schema definition
               * via the `patternProperty` "^.*$".
               */
              [k: string]: {
                columns: string[];
                rows: unknown[][];
              };
            };
          };
        };
      };
    };
  };
  '/_cosell/targets': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              targets: {
                /**
                 * The receiver of events: rule/<rule name>/<target id>, or webhook/<name>.
                 */
                id: string;
                /**
                 * The account of the target; absent for a webhook.
                 */
                account?: string;
                /**
                 * The sequence of the last event that was processed.
                 */
                position: number;
                /**
                 * Number of events still to be processed, whether they match or not; at most 10000.
                 */
                lag: number;
                /**
                 * Number of failed attempts of the next event.
                 */
                attempts: number;
                /**
                 * The last error of the target; absent once it succeeds.
                 */
                lastError?: string;
                /**
                 * The ARN of a rule’s target.
                 */
                arn?: string;
                /**
                 * Why nothing is sent to it: matching events are passed over.
                 */
                notSent?: string;
                /**
                 * Number of events that were passed over, if any.
                 */
                passedOver?: number;
                /**
                 * The time of the next attempt.
                 */
                nextAttempt?: string;
                /**
                 * Whether it gets no further events, because its rule is disabled.
                 */
                disabled: boolean;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/task-wait': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * In milliseconds; 0 returns IN_PROGRESS at once.
               */
              wait: number;
            };
          };
        };
      };
    };
    put: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * In milliseconds; 0 returns IN_PROGRESS at once.
               */
              wait: number;
            };
          };
        };
      };
      requestBody?: {
        content: {
          'application/json': {
            /**
             * E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
             */
            wait?: string | number;
          };
        };
      };
    };
  };
  '/_cosell/tasks': {
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * One of two separate worlds.
           */
          catalog?: 'AWS' | 'Sandbox';
          /**
           * The id of a task: lists it alone.
           */
          id?: string;
          /**
           * The id of the invitation that it is about.
           */
          invitation?: string;
          /**
           * The id of the engagement that it is about.
           */
          engagement?: string;
          /**
           * The id of the opportunity that it is about.
           */
          opportunity?: string;
          status?: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
          /**
           * The operation that started the task.
           */
          operation?:
            | 'StartEngagementByAcceptingInvitationTask'
            | 'StartEngagementFromOpportunityTask'
            | 'StartOpportunityFromEngagementTask'
            | 'StartProspectingFromEngagementTask';
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              tasks: {
                id: string;
                catalog: string;
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                /**
                 * The operation that started it.
                 */
                operation: string;
                status: string;
                startTime: string;
                endTime?: string;
                reasonCode?: string;
                message?: string;
                invitation?: string;
                engagement?: string;
                opportunity?: string;
                snapshotJob?: string;
                /**
                 * Of a task about a lead: its context.
                 */
                context?: string;
                /**
                 * Of a task that submits: its AwsSubmission.
                 */
                involvementType?: string;
                visibility?: string;
                /**
                 * Of a prospecting task.
                 */
                name?: string;
                steps: {
                  name: string;
                  /**
                   * NEXT runs now or will run; WAITING comes after it, or never if the task has failed.
                   */
                  status: 'DONE' | 'NEXT' | 'FAILED' | 'WAITING';
                  /**
                   * When it was done. Absent if an earlier task of the invitation did it.
                   */
                  endedAt?: string;
                  /**
                   * Number of tries; 0 if an earlier task did it.
                   */
                  tries: number;
                }[];
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/tokens': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Names the token in the audit log, e.g. ci.
               */
              name: string;
              /**
               * metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
               */
              scope: 'metrics' | 'read' | 'operate' | 'admin';
              createdAt: string;
              /**
               * Absent: never.
               */
              expiresAt?: string;
              token: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Names the token in the audit log, e.g. ci.
             */
            name: string;
            /**
             * metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
             */
            scope: 'metrics' | 'read' | 'operate' | 'admin';
            /**
             * E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.
             */
            expiresIn?: string | number;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              tokens: {
                /**
                 * Names the token in the audit log, e.g. ci.
                 */
                name: string;
                /**
                 * metrics: only the numbers of /_cosell/metrics; read: everything but secrets; operate: what a test does, too; admin: principals, tokens and the whole state, too.
                 */
                scope: 'metrics' | 'read' | 'operate' | 'admin';
                createdAt: string;
                /**
                 * Absent: never.
                 */
                expiresAt?: string;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/tokens/{name}': {
    delete: {
      parameters: {
        path: {
          /**
           * Names the token in the audit log, e.g. ci.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {};
          };
        };
      };
    };
  };
  '/_cosell/users/{account}/{name}/attached-policies': {
    post: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A managed policy: of AWS, or of the same account.
             */
            policyArn: string;
          };
        };
      };
    };
    delete: {
      parameters: {
        query: {
          /**
           * A managed policy: of AWS, or of the same account.
           */
          policyArn: string;
        };
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/users': {
    post: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Twelve digits, or aws.
             */
            account: string;
            /**
             * The name of a user.
             */
            name: string;
            /**
             * Part of its ARN, e.g. /crm/.
             */
            path?: string;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          /**
           * Twelve digits, or aws.
           */
          account?: string;
          /**
           * The `next` of an earlier response.
           */
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              users: {
                /**
                 * Twelve digits, or aws.
                 */
                account: string;
                name: string;
                path: string;
                arn: string;
                userId: string;
                /**
                 * Inline policies.
                 */
                policies: {
                  name: string;
                  document: string;
                }[];
                /**
                 * Attached managed policies.
                 */
                policyArns: string[];
                createdAt: string;
              }[];
              /**
               * The `after` of the next page; absent on the last.
               */
              next?: string;
            };
          };
        };
      };
    };
  };
  '/_cosell/users/{account}/{name}/policies/{policy}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
          /**
           * The name of a policy.
           */
          policy: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
          /**
           * The name of a policy.
           */
          policy: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * A policy document, as JSON. On the command line also file://<path>.
             */
            document: string | {};
          };
        };
      };
    };
  };
  '/_cosell/users/{account}/{name}': {
    delete: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              deletedKeys: number;
            };
          };
        };
      };
    };
    get: {
      parameters: {
        path: {
          /**
           * Twelve digits, or aws.
           */
          account: string;
          /**
           * The name of a user.
           */
          name: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              /**
               * Twelve digits, or aws.
               */
              account: string;
              name: string;
              path: string;
              arn: string;
              userId: string;
              /**
               * Inline policies.
               */
              policies: {
                name: string;
                document: string;
              }[];
              /**
               * Attached managed policies.
               */
              policyArns: string[];
              createdAt: string;
            };
          };
        };
      };
    };
  };
}
