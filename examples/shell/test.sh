#!/bin/sh
# Runs accept-referral.sh against its own cosell server.
set -eu
cd "$(dirname "$0")"
: "${COSELL:=cosell}"
folder=$(mktemp -d)
mkfifo "$folder/ready"
$COSELL serve --port 0 --data memory --log-level error > "$folder/ready" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
read -r line < "$folder/ready"

export COSELL_ENDPOINT="${line##* }" AWS_ENDPOINT_URL="${line##* }"
export AWS_ACCESS_KEY_ID=111122223333 AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=

fail() { echo "FAILED: $1" >&2; exit 1; }

./accept-referral.sh 2>/dev/null && fail 'there was nothing to accept'
$COSELL refer 111122223333 > "$folder/referral"
opportunity=$(./accept-referral.sh)
grep -q "\"opportunityId\":\"$opportunity\"" "$folder/referral" || fail "$opportunity is not what was referred"
stage=$(aws partnercentral-selling get-opportunity --catalog Sandbox --identifier "$opportunity" \
  --query LifeCycle.Stage --output text)
echo "accepted $opportunity, which is $stage"
