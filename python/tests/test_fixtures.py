def received(client):
    page = client.list_engagement_invitations(Catalog="Sandbox", ParticipantType="RECEIVER")
    return page["EngagementInvitationSummaries"]


def test_has_what_the_init_hook_and_setup_made(cosell):
    names = [account["companyName"] for account in cosell.accounts.list()["accounts"]]
    assert names == ["Example Partner", "Of a hook"]


def test_refers(cosell, partner_central, cosell_account):
    referral = cosell.refer(account=cosell_account)
    cosell.clock.advance(by="1d")
    assert [summary["Id"] for summary in received(partner_central)] == [referral["invitationId"]]


def test_begins_anew(cosell, partner_central):
    assert received(partner_central) == []
    assert cosell.clock.get()["offset"] == 0
    assert len(cosell.requests.list()["requests"]) == 1


def test_waits_for_events(cosell, cosell_account):
    referral = cosell.refer(account=cosell_account)
    cosell.clock.advance(by="16d")
    event = cosell.wait_for_event(
        "Engagement Invitation Expired",
        account=cosell_account,
        where=lambda event: event["detail"]["engagementInvitation"]["id"] == referral["invitationId"],
    )
    assert event["account"] == cosell_account


def test_other_services_and_accounts(cosell, partner_central):
    other = cosell.client(account="222222222222")
    assert received(other) == []
    assert cosell.client("events").list_rules()["Rules"] == []
