"""Runs pytest in pytest: what the report of a failed test shows."""

from importlib.metadata import entry_points
from pathlib import Path

import cosell

FAILING = """
def test_wrong_catalog(cosell, partner_central, cosell_account):
    partner_central.list_opportunities(Catalog="AWS")
    referral = cosell.refer(account=cosell_account)
    partner_central.get_engagement_invitation(Catalog="AWS", Identifier=referral["invitationId"])

def test_expects_too_many(partner_central):
    page = partner_central.list_engagement_invitations(Catalog="Sandbox", ParticipantType="RECEIVER")
    assert len(page["EngagementInvitationSummaries"]) == 7

def test_without_a_server():
    assert False

def test_passes(cosell, partner_central):
    partner_central.list_opportunities(Catalog="AWS")
"""


def test_a_failure_shows_the_requests(pytester, monkeypatch, partner_central):
    pytester.makepyfile(FAILING)
    monkeypatch.setenv("PYTHONPATH", str(Path(cosell.__file__).parents[1]))
    is_installed = any(point.name == "cosell" for point in entry_points(group="pytest11"))
    result = pytester.runpytest_subprocess(*([] if is_installed else ["-p", "cosell.pytest_plugin"]))
    result.assert_outcomes(failed=3, passed=1)
    text = result.stdout.str()
    assert text.count("- requests that cosell got -") == 2
    result.stdout.fnmatch_lines(
        [
            "*1. 111122223333 ListOpportunities * 200 ok",
            "*2. 111122223333 GetEngagementInvitation * 400 ResourceNotFoundException *",
            "*What it means: *",
            "*Near miss: *Sandbox*",
            '*Sent: {"Catalog": "AWS", "Identifier": "engi-*',
            "*1. 111122223333 ListEngagementInvitations * 200 ok",
        ]
    )
