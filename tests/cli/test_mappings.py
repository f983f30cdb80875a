"""Columns named once on the command line are remembered, listed and forgotten."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Relance

FILE = "Zig;Zag;Zog;Bidule\nFD-7;Roux SARL;28/02/2026;10,50\n"
MAPPING = '[columns]\ninvoice = "Zig"\ncustomer_name = "Zag"\ndue_on = "Zog"\namount = "Bidule"\n'


def test_a_mapping_file_is_needed_once(relance: Relance, tmp_path: Path) -> None:
    relance("setup", "--name", "Atelier SARL")
    file, mapping = tmp_path / "zig.csv", tmp_path / "m.toml"
    file.write_text(FILE)
    mapping.write_text(MAPPING)
    assert relance("import", str(file)).code == 2
    assert relance("import", str(file), "--mapping", str(mapping)).code == 0
    file.write_text(FILE.replace("FD-7", "FD-8"))
    (report,) = relance("import", str(file), "--json").document["files"]
    assert report["created"] == 1 and report["notes"]["mapping_remembered_from"].startswith("zig.csv · ")
    (row,) = relance("mappings", "--json").document["mappings"]
    assert row["answers"]["columns"]["amount"] == "Bidule" and "zig.csv" in relance("mappings").out
    assert "forgotten" in relance("mappings", "--forget", str(row["number"])).out
    assert relance("import", str(file)).code == 2
    assert relance("mappings", "--forget", str(row["number"])).code == 2
