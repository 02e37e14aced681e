#!/bin/sh
# Accepts the first pending referral and prints its opportunity's id. Set AWS_ENDPOINT_URL to call a server other than AWS.
set -eu
catalog=${CATALOG:-Sandbox}
selling() {
  aws partnercentral-selling "$@" --catalog "$catalog" --output text
}

invitation=$(selling list-engagement-invitations --participant-type RECEIVER --status PENDING \
  --payload-type OpportunityInvitation --query 'EngagementInvitationSummaries[0].Id')
[ "$invitation" != None ] || { echo 'no pending referral' >&2; exit 3; }

# Repeating the token returns the state of the same task.
for _ in $(seq 60); do
  task=$(selling start-engagement-by-accepting-invitation-task --client-token "$invitation" \
    --identifier "$invitation" --query '[TaskStatus, OpportunityId, ReasonCode]')
  set -- $task
  case $1 in
    COMPLETE) echo "$2"; exit 0 ;;
    FAILED) echo "the task failed: $3" >&2; exit 1 ;;
  esac
  sleep 1
done
echo 'the task did not end in time' >&2
exit 1
