import json
import os
import re
import shlex
import subprocess
import time
import unittest
import urllib.request

import boto3

from accept_referrals import accept_referrals

ACCOUNT = "111122223333"


class Cosell:
    """A cosell server in a process of its own."""

    def __init__(self):
        command = shlex.split(os.environ.get("COSELL", "cosell"))
        flags = ["serve", "--port", "0", "--data", "memory", "--log-level", "error"]
        self.process = subprocess.Popen([*command, *flags], stdout=subprocess.PIPE, text=True)
        ready = self.process.stdout.readline()
        self.endpoint = re.match(r"cosell ready on (\S+)", ready).group(1)

    def operate(self, method, path, body=None):
        """Calls an operator action: see /_cosell/openapi.json."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.endpoint}/_cosell/{path}", data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def client(self, account):
        return boto3.client(
            "partnercentral-selling",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=account,
            aws_secret_access_key="any",
        )

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class AcceptReferrals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cosell = Cosell()
        cls.addClassCleanup(cls.cosell.close)
        cls.client = cls.cosell.client(ACCOUNT)

    def setUp(self):
        self.cosell.operate("POST", "reset", {})

    def test_accepts_a_referral(self):
        referral = self.cosell.operate("POST", "referrals", {"account": ACCOUNT})
        self.assertEqual(accept_referrals(self.client, "Sandbox"), [referral["invitationId"]])
        opportunity = self.client.get_opportunity(Catalog="Sandbox", Identifier=referral["opportunityId"])
        self.assertEqual(opportunity["LifeCycle"]["ReviewStatus"], "Approved")

    def test_accepts_nothing_that_has_expired(self):
        self.cosell.operate("POST", "referrals", {"account": ACCOUNT})
        self.cosell.operate("POST", "clock/advance", {"by": "16d"})
        self.wait_for_event("Engagement Invitation Expired")
        self.assertEqual(accept_referrals(self.client, "Sandbox"), [])

    def wait_for_event(self, detail_type):
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            events = self.cosell.operate("GET", f"events?account={ACCOUNT}")["events"]
            for event in events:
                if event["detail-type"] == detail_type:
                    return event
            time.sleep(0.02)
        self.fail(f"no {detail_type} among {[event['detail-type'] for event in events]}")


if __name__ == "__main__":
    unittest.main()
