"""The exact message, shown safely."""

from __future__ import annotations

import hashlib

from django.test import Client

from relance.ledger.models import Creditor, Dispatch, Notice


def waiting(creditor: Creditor) -> Notice:
    return Notice.objects.get(creditor=creditor, state="to_confirm")


def test_the_preview_is_the_mail_itself_and_can_run_nothing(claire: Client, decided: Creditor) -> None:
    answer = claire.get(f"/notices/{waiting(decided).reference}/message/")
    text = answer.content.decode()
    assert "FA-1" in text and "cid:" not in text and "data:image/" in text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_customer_named_like_a_script_stays_text(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided)
    notice.customer.name = "<script>alert(1)</script>"
    notice.customer.save()
    for address in ("/departures/", f"/notices/{notice.reference}/", f"/notices/{notice.reference}/message/"):
        assert b"<script>alert" not in claire.get(address).content


def test_what_left_is_kept_and_given_back_byte_for_byte(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided)
    claire.post("/departures/confirm/", {"sure": "1", "notice": notice.reference})
    kept = Dispatch.objects.get(notice=notice)
    answer = claire.get(f"/notices/{notice.reference}/file/{kept.channel}/")
    assert hashlib.sha256(answer.content).hexdigest() == kept.sha256
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert kept.sha256 in claire.get(f"/notices/{notice.reference}/").content.decode()


def test_the_pane_is_a_part_of_a_page_and_the_link_a_whole_one(claire: Client, decided: Creditor) -> None:
    address = f"/notices/{waiting(decided).reference}/"
    assert b"<html" in claire.get(address).content
    assert b"<html" not in claire.get(address, headers={"HX-Request": "true"}).content


def test_a_channel_that_the_notice_does_not_use_is_nothing(claire: Client, decided: Creditor) -> None:
    assert claire.get(f"/notices/{waiting(decided).reference}/message/?channel=sms").status_code == 404
