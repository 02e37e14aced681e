import json

import pytest

pytest_plugins = ["pytester"]


@pytest.fixture(scope="session")
def cosell_setup():
    return lambda cosell: cosell.accounts.put(id="111122223333", companyName="Example Partner")


@pytest.fixture(scope="session")
def cosell_options(tmp_path_factory):
    """An init hook, which runs once, before the setup."""
    hook = {"action": "accounts.put", "with": {"id": "222222222222", "companyName": "Of a hook"}}
    folder = tmp_path_factory.mktemp("init")
    (folder / "1.json").write_text(json.dumps([hook]))
    return ["--init", str(folder)]


@pytest.fixture(autouse=True)
def _skip_without_the_service(request):
    """boto3 knows Partner Central since the end of 2024; Debian 12 has an older one."""
    if "partner_central" in request.fixturenames:
        boto3 = pytest.importorskip("boto3")
        if "partnercentral-selling" not in boto3.session.Session().get_available_services():
            pytest.skip(f"boto3 {boto3.__version__} does not know Partner Central")
