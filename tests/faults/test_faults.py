"""A handful of the faults in one crawl; `make test-faults` crawls over all of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.faults.crawling import crawl_over
from tests.faults.faults import faults
from tests.press.sites import sites

QUICK = (
    "charsets/utf16_without_bom", "compression/brotli_cut_off", "dates/offset_of_99_hours", "feeds/empty",
    "feeds/gzip_unlabelled", "feeds/html_instead", "feeds/one_broken_entry", "fetching/challenge",
    "fetching/reset_in_body", "fetching/silent_in_body", "markup/no_body", "robots/bom", "sitemaps/gzip_bad_checksum",
    "sitemaps/nested_for_ever",
)  # fmt: skip
AREAS = frozenset("fetching feeds sitemaps robots charsets markup dates compression".split())
LIMIT_SECONDS = 120  # a crawl that takes longer hangs


def test_every_fault_says_what_it_is_and_what_must_be_recorded() -> None:
    found = faults()
    assert all(fault.about and fault.expected for fault in found)
    assert set(Counter(fault.name.partition("/")[0] for fault in found)) == AREAS
    assert len({fault.host for fault in found}) == len(found) >= 80


def test_faults_end_as_they_must_and_cost_a_healthy_site_nothing(tmp_path: Path) -> None:
    healthy = [site for site in sites() if site.host == "worldrelay.example"]
    bounds = {"TOCSIN_WORKERS": 1, "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 5}
    watched = crawl_over(faults(QUICK), healthy, tmp_path, LIMIT_SECONDS, **bounds)
    assert watched.exit_code == 0, watched.log
    assert {seen.fault.name: seen.recorded for seen in watched.seen if not seen.is_right} == {}
    assert (watched.missing, watched.strays) == ([], [])
    assert "Traceback" not in watched.log
