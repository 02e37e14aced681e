import pytest

from cosell import CosellError


def test_a_refusal_has_every_fault(cosell):
    with pytest.raises(CosellError) as refused:
        cosell.accounts.put(id="x", companyName="")
    assert refused.value.status == 400
    assert refused.value.code == "ValidationException"
    assert len(refused.value.faults) == 2
    assert all(fault in str(refused.value) for fault in refused.value.faults)


def test_what_is_missing(cosell):
    with pytest.raises(CosellError, match="no request a/b") as refused:
        cosell.requests.get(id="a/b")
    assert refused.value.code == "ResourceNotFoundException"


def test_words_of_python(cosell, partner_central):
    partner_central.list_opportunities(Catalog="AWS")
    [entry] = cosell.requests.list()["requests"]
    assert "curl" in cosell.requests.get(id=entry["id"], as_="curl")["code"]


def test_state_can_be_restored_again_and_again(cosell):
    before, accounts = cosell.snapshot(), cosell.accounts.list()["accounts"]
    for _ in range(2):
        cosell.accounts.put(id="333333333333", companyName="Another")
        assert cosell.accounts.list()["accounts"] != accounts
        cosell.restore(before)
        assert cosell.accounts.list()["accounts"] == accounts


def test_an_event_that_does_not_come(cosell, cosell_account):
    cosell.refer(account=cosell_account)
    with pytest.raises(TimeoutError, match="Engagement Invitation Created"):
        cosell.wait_for_event("Engagement Invitation Rejected", account=cosell_account, timeout=0)


def test_metrics_are_text(cosell):
    assert cosell.metrics().startswith("# HELP")
