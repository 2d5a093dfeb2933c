"""In batches, and on Spark where pyspark and Java are, a table has the verdicts of ``classify``, row for row."""

from __future__ import annotations

import importlib.util
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgkit import cli, scale
from avgkit.base import table_batches
from avgkit.base.errors import AvgkitError
from avgkit.law.classification import classify
from avgkit.law.facts import CONTACT_FACTS, FACTS, RuleSet
from avgkit.scale import OUTCOME_COLUMNS, SAVED, SCOPES, classify_batch, classify_file

DAY = "2026-11-24"
FEW = {"as_of": DAY, "channels": ["email", "phone"], "purposes": ["newsletter", "offer"]}
CHOICES = [
    {"as_of": DAY},
    {"as_of": "2021-06-30", "channels": ["phone"], "facts": {"relation": "customer", "sender": "charity"}},
    {"as_of": "2026-06-30", "facts": {"consent": "unproven", "objection": "no"}},
    {"as_of": DAY, "facts": {"consent": "unknown", "years_since_relation": "4"}, "purposes": ["offer"]},
    {"as_of": DAY, "rules": RuleSet.EXPLANATION_2018},
]
COMPARED = [*SAVED, "contested"]
KEYS = ["contact_id", "channel", "purpose"]
DAYS = (None, "", "2018-01-01", "2023-11-23", "2023-11-24", "2026-11-24", "2026-11-25", "2025-03-01 10:00:00")
NAMED_YEARS = ("0", "3", "3,5", "3.01", "200", "within_limit", "past_limit", "unknown", "NaN")
YEARS = (None, "", *(f"{n / 100:.2f}" for n in range(200, 500, 4)), *NAMED_YEARS)
EVIDENCE = ("consent:email:newsletter", "consent:phone:offer", "objection:email", "objection:post")
NO_SPARK = (
    "pyspark is not installed (locks/spark.txt)"
    if importlib.util.find_spec("pyspark") is None
    else "Java is not here"
    if not shutil.which("java")
    else ""
)


def texts(name):
    """Return the texts that a column may hold: each value, unknown, nothing, and one with blanks and capitals."""
    values = [*FACTS[SCOPES.get(name, name.partition(":")[0])].labels]
    return YEARS if name == "years_since_relation" else (*values, "unknown", "", None, f" {values[-1].upper()} ")


COLUMNS = {name: texts(name) for name in (*CONTACT_FACTS, *SCOPES, *EVIDENCE)}
COLUMNS["last_sale"] = DAYS


def people(rows, seed=20261124):
    """Return invented contacts with every kind of cell, all independent of each other."""
    rng = np.random.default_rng(seed)
    facts = {name: rng.choice(np.array(values, object), rows) for name, values in COLUMNS.items()}
    ids = [f"1-{row}" for row in range(2, rows + 2)]
    details = {"contact_id": ids, "name": "Els; “Fictief”", "email": None, "phone": "+31600000001"}
    return pd.DataFrame({**details, **facts})


def as_text(verdicts):
    """Return the verdicts as text, in their own order."""
    frame = verdicts.astype(object).where(verdicts.notna(), None)
    columns = [name for name in (*scale.CONTACT_COLUMNS, *OUTCOME_COLUMNS) if name in frame]
    frame[columns] = frame[columns].map(lambda cell: None if cell is None else str(cell))
    return frame


def same(found, contacts, columns=SAVED, **choice):
    wanted = as_text(classify(contacts, **choice))[[*columns]].reset_index(drop=True)
    pd.testing.assert_frame_equal(as_text(found)[[*columns]], wanted, check_dtype=False)


def in_order(verdicts):
    return as_text(verdicts).sort_values(KEYS, ignore_index=True)


def batch_of(contacts):
    return pa.RecordBatch.from_pandas(contacts, preserve_index=False)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_batch_has_the_verdicts_of_classify(choice):
    contacts = people(400)
    found, rejects = classify_batch(batch_of(contacts), **choice)
    assert rejects == {}
    same(found.to_pandas(), contacts, COMPARED, **choice)


cells = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in COLUMNS.items()})


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(cells, min_size=1, max_size=12),
    absent=st.sets(st.sampled_from([name for name in COLUMNS if name != "consent"])),
    choice=st.sampled_from(CHOICES),
)
def test_a_batch_has_the_verdicts_of_classify_whatever_is_unknown_or_absent(rows, absent, choice):
    contacts = pd.DataFrame(rows).drop(columns=[*absent]).astype(object)
    contacts.insert(0, "contact_id", range(len(rows)))
    same(classify_batch(batch_of(contacts), **choice)[0].to_pandas(), contacts, COMPARED, **choice)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_gives_a_parquet_file_in_its_order_and_nothing_else(tmp_path, monkeypatch, ending):
    contacts = people(300)
    source, target = tmp_path / f"tabel.{ending}", tmp_path / "uit.parquet"
    if ending == "csv":
        contacts.to_csv(source, index=False, encoding="utf-8-sig", sep=";")
    else:
        contacts.to_parquet(source, index=False)
    monkeypatch.setattr(table_batches, "ROWS", 70)
    monkeypatch.setattr(table_batches, "BLOCK", 10_000)
    done = classify_file(source, target, **FEW)
    assert (done.rows, done.contacts, done.rejected, done.log) == (300, 300, 0, None)
    assert pq.read_schema(target).names == list(SAVED)
    assert pq.read_metadata(target).num_row_groups > 2
    found = pd.read_parquet(target)
    same(found, contacts, **FEW)
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}
    assert done.counts["cases"].sum() == len(found)


def test_numbers_categories_and_days_mean_what_their_text_means(tmp_path):
    contacts = pd.DataFrame(
        {
            "contact_id": [1, 2, 3, 4],
            "relation": pd.Categorical(["former_customer", "customer", "customer", None]),
            "years_since_relation": [1.0, 3.0, 3.01, None],
            "last_sale": pd.to_datetime(["2020-01-01", "2020-01-01", "2026-01-01", None]),
        }
    )
    contacts.to_parquet(tmp_path / "tabel.parquet")
    assert classify_file(tmp_path / "tabel.parquet", tmp_path / "uit.parquet", **FEW).contacts == 4
    found = pd.read_parquet(tmp_path / "uit.parquet")
    assert found["contact_id"].dtype == int
    same(found, contacts.assign(last_sale=["2020-01-01", "2020-01-01", "2026-01-01", None]), **FEW)
    same(found, contacts.assign(last_sale=["2020-01-01", "2020-01-01", "2026-01-01", None]).astype(object), **FEW)


def test_a_wrong_cell_or_row_is_told_with_file_row_and_column_and_nothing_is_lost(tmp_path):
    source, target = tmp_path / "tabel.csv", tmp_path / "uit.parquet"
    source.write_bytes(
        b"contact_id,name,consent,last_sale,relation\n1,Els,valid,,\n2,Bram,Jansen,,\n3\n4,Zoe,none,gisteren,\n"
        b"5,te,none,,customer,veel\n6,Q,,,vriend\n7,A,withdrawn,2020-01-01,customer\n8,Zo\xeb,none,,\n9,Ren\xe9\n"
    )
    done = classify_file(source, target, **FEW)
    assert (done.rows, done.contacts, done.rejected) == (9, 2, 7)
    log = pd.read_csv(done.log, sep=";", encoding="utf-8-sig")
    told = dict(zip(log["rij"], log["reden"], strict=True))
    words = {
        3: "consent",
        4: "minder cellen",
        5: "last_sale",
        6: "meer cellen",
        7: "relation",
        9: "UTF-8",
        10: "cellen",
    }
    assert told.keys() == words.keys()
    assert all(words[row] in told[row] and told[row].endswith(".") for row in words)
    assert [*done.rejects] == [f"tabel.csv, rij {row}: {told[row]}" for row in sorted(told)]
    assert "Jansen" not in done.log.read_text(encoding="utf-8")
    assert set(log["bestand"]) == {"tabel.csv"}
    assert set(pd.read_parquet(target)["contact_id"]) == {"1", "7"}
    source.write_text("contact_id,consent\n1,valid\n", encoding="utf-8")
    assert classify_file(source, target, **FEW).log is None
    assert not done.log.exists()


def test_rows_are_numbered_across_batches_and_broken_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(table_batches, "BLOCK", 200)
    lines = [f'{row},"Els\nFictief",{"nee" if row % 7 == 3 else "none"}' for row in range(2, 200)]
    lines[::11] = [line.partition(",")[0] for line in lines[::11]]
    (tmp_path / "tabel.csv").write_text("\n".join(["contact_id,name,consent", *lines, ""]), encoding="utf-8")
    done = classify_file(tmp_path / "tabel.csv", tmp_path / "uit.parquet", **FEW)
    wrong = {row for row in range(2, 200) if row % 7 == 3 or (row - 2) % 11 == 0}
    assert set(pd.read_csv(done.log, sep=";")["rij"]) == wrong
    assert done.rows == 198
    assert {int(row) for row in pd.read_parquet(tmp_path / "uit.parquet")["contact_id"]} == {*range(2, 200)} - wrong


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contact_id,kleur\n1,rood\n", "ontbreekt elk feit"),
        ("naam,consent\nEls,valid\n", "contact_id"),
        ("", "lezen"),
        ('contact_id,name,consent\n1,"Els,none\n2,Bram,none\n3,Zoe,none\n', "lezen"),
        ('contact_id,name,consent\n1,"Els,none\n2,Bram,none\n3,"Zoe",none\n', "lezen"),
        ("contact_id,consent,consent\n1,valid,withdrawn\n", "meer dan een kolom"),
        ("contact_id,contact_id,consent\n1,1,valid\n", ""),
        ("contact_id,consent\n" + "\n".join(f"{n},w{n}" for n in range(100_002)), "te veel verschillende waarden"),
    ],
)
def test_what_is_no_table_of_contacts_is_one_sentence_and_leaves_nothing(tmp_path, text, words):
    source, target = tmp_path / "tabel.csv", tmp_path / "uit.parquet"
    source.write_text(text, encoding="utf-8")
    if not words:
        assert classify_file(source, target, **FEW).contacts == 1
        return
    with pytest.raises(AvgkitError, match=words):
        classify_file(source, target, **FEW)
    assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]


def test_a_table_that_breaks_off_is_one_sentence_and_leaves_the_old_result(tmp_path):
    source, target = tmp_path / "tabel.csv", tmp_path / "uit.parquet"
    source.write_text('contact_id,consent\n1,none\n2,none\n3,"none', encoding="utf-8")
    target.write_text("oud")
    with pytest.raises(AvgkitError, match="niet als tabel te lezen"):
        classify_file(source, target, **FEW)
    broken = tmp_path / "tabel.parquet"
    people(2000).to_parquet(broken)
    data = bytearray(broken.read_bytes())
    data[100:5000] = bytes(4900)
    broken.write_bytes(data)
    with pytest.raises(AvgkitError, match="niet als tabel te lezen"):
        classify_file(broken, target, **FEW)
    assert target.read_text() == "oud"
    assert {path.name for path in tmp_path.iterdir()} == {source.name, broken.name, target.name}


def test_a_list_where_a_fact_must_be_is_one_sentence(tmp_path):
    pq.write_table(pa.table({"contact_id": [1], "consent": [["valid"]]}), tmp_path / "tabel.parquet")
    with pytest.raises(AvgkitError, match="niet als tabel te lezen"):
        classify_file(tmp_path / "tabel.parquet", tmp_path / "uit.parquet", **FEW)


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def test_the_command_reads_makes_a_table_and_classifies_it_as_without_batches(run, tmp_path):
    samples = [
        f"data/samples/{name}" for name in ("mailchimp_subscribed.csv", "klanten.xlsx", "linkedin_connections.csv")
    ]
    choice = ["--as-of", DAY, "--channel", "email", "--purpose", "offer", "newsletter"]
    for ending in ("csv", "parquet"):
        table = tmp_path / f"tabel.{ending}"
        assert run("read", *samples, "-o", table)[0] == 0
        code, out, _ = run("classify", table, "--batches", *choice, "-o", tmp_path / "batches.parquet")
        assert code == 0
        assert "e-mail" in out
        assert "0 rijen afgekeurd" in out
        run("classify", *samples, *choice, "-o", tmp_path / "whole.parquet")
        found, wanted = (in_order(pd.read_parquet(tmp_path / f"{name}.parquet")) for name in ("batches", "whole"))
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_bad_use_of_batches_is_one_sentence(run, tmp_path):
    table = tmp_path / "tabel.csv"
    table.write_text("contact_id,consent\n1,valid\n", encoding="utf-8")
    for words in (
        [table],
        [table, "-o", tmp_path / "uit.csv"],
        [table, "-o", tmp_path / "weg" / "uit.parquet"],
        [tmp_path / "weg.csv", "-o", tmp_path / "uit.parquet"],
        [tmp_path / "lijst.xlsx", "-o", tmp_path / "uit.parquet"],
        [table, "--format", "generic", "-o", tmp_path / "uit.parquet"],
        [table, table, "-o", tmp_path / "uit.parquet"],
        [table, "--spark", "local", "-o", tmp_path / "uit.parquet"],
        [table, "--channel", "duif", "-o", tmp_path / "uit.parquet"],
        [table, "--facts", "consent=ja", "-o", tmp_path / "uit.parquet"],
    ):
        code, out, err = run("classify", *words, "--batches")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
    code, _, err = run("classify", table, table, "--spark", "local", "-o", tmp_path / "uit.parquet")
    assert (code, "samengevoegd" in err) == (2, True)
    assert run("classify", table, "--engine", "duckdb", "-o", "uit.parquet")[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]


@pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)
class TestSpark:
    @pytest.fixture(scope="class")
    def spark(self):
        from avgkit.base.spark import spark_session

        spark = spark_session("local[1]", **{"spark.sql.shuffle.partitions": "1"})
        yield spark
        spark.stop()

    def test_it_gives_the_verdicts_of_classify(self, spark, tmp_path):
        contacts, choice = people(200), {"as_of": "2026-06-30", "facts": {"objection": "no"}}
        contacts.to_parquet(tmp_path / "tabel.parquet")
        found = scale.classify_frame(spark.read.parquet(str(tmp_path / "tabel.parquet")), **choice).toPandas()
        same(found, contacts, COMPARED, **choice)

    def test_a_file_gives_a_folder_of_parquet_files(self, spark, tmp_path):
        contacts, target = people(100), tmp_path / "uit.parquet"
        contacts.loc[[3, 8], "consent"] = "Jansen"
        for ending in ("csv", "parquet"):
            source = tmp_path / f"tabel.{ending}"
            if ending == "csv":
                contacts.to_csv(source, index=False, encoding="utf-8-sig", sep=";")
            else:
                contacts.to_parquet(source, index=False)
            done = scale.classify_in_spark(source, target, spark, **FEW)
            assert (done.rows, done.contacts, done.rejected) == (100, 98, 2)
            assert "1-5" in str(done.rejects[0])
            assert "Jansen" not in str(done.rejects)
            found = in_order(pd.read_parquet(target))
            wanted = in_order(classify(contacts[contacts["consent"] != "Jansen"], **FEW))[list(SAVED)]
            pd.testing.assert_frame_equal(found, wanted, check_dtype=False)
        assert {path.name for path in tmp_path.iterdir()} == {"tabel.csv", "tabel.parquet", "uit.parquet"}

    def test_what_spark_can_not_do_is_one_sentence(self, spark, tmp_path):
        (tmp_path / "tabel.csv").write_text("contact_id,consent\n1,none\n2\n3,none,none\n", encoding="utf-8")
        for target, words in (("uit.parquet", "kan tabel.csv niet verwerken"), ("tabel.csv", "andere naam")):
            with pytest.raises(AvgkitError, match=words):
                scale.classify_in_spark(tmp_path / "tabel.csv", tmp_path / target, spark, **FEW)
        assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]
