"""Every engine gives the verdicts of ``classify``, row for row: DuckDB, and Spark where pyspark and Java are."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines import COLUMNS, expected, in_order, needs_spark, people
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgkit import cli
from avgkit.base.errors import AvgkitError
from avgkit.engines import duck
from avgkit.engines.files import SAVED
from avgkit.engines.plan import ROW, VERDICT_COLUMNS
from avgkit.law.facts import RuleSet
from avgkit.law.rules import regimes
from avgkit.law.table import table_as_of
from avgkit.relations import relations_of

DAY = "2026-11-24"
FEW = {"as_of": DAY, "channels": ["email", "phone"], "purposes": ["newsletter", "offer"]}
CHOICES = [
    {"as_of": DAY},
    {"as_of": "2021-06-30", "channels": ["phone"], "facts": {"relation": "customer", "sender": "charity"}},
    {"as_of": "2026-06-30", "facts": {"consent": "valid", "objection": "no"}},
    {"as_of": DAY, "facts": {"consent": "unknown", "years_since_relation": "4"}, "purposes": ["offer"]},
    {"as_of": DAY, "rules": RuleSet.EXPLANATION_2018},
]


def by_duckdb(contacts, tmp_path, **choice):
    connection = duck.connect(tmp_path)
    table = pa.Table.from_pandas(contacts.assign(**{ROW: range(len(contacts))}), preserve_index=False)
    made = duck.joins(connection, connection.from_arrow(table), relations_of(**choice))
    return in_order(made.verdicts.collect("pandas").to_native())


def same(found, contacts, **choice):
    pd.testing.assert_frame_equal(found[[*VERDICT_COLUMNS]], expected(contacts, **choice), check_dtype=False)


@pytest.mark.parametrize("choice", CHOICES)
def test_duckdb_gives_the_verdicts_of_classify(tmp_path, choice):
    contacts = people(400)
    same(by_duckdb(contacts, tmp_path, **choice), contacts, **choice)


cells = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in COLUMNS.items()})


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(cells, min_size=1, max_size=12),
    absent=st.sets(st.sampled_from([name for name in COLUMNS if name != "consent"])),
    choice=st.sampled_from(CHOICES),
)
def test_duckdb_gives_the_verdicts_of_classify_whatever_is_unknown_or_absent(tmp_path, rows, absent, choice):
    contacts = pd.DataFrame(rows).drop(columns=[*absent]).astype(object)
    contacts.insert(0, "contact_id", range(len(rows)))
    same(by_duckdb(contacts, tmp_path, **choice), contacts, **choice)


@pytest.mark.parametrize(("rule_set", "start"), [(r, day) for r in RuleSet for day in regimes(r)])
def test_the_relations_hold_the_whole_table(rule_set, start):
    table = table_as_of(start, rule_set)
    relations = relations_of(as_of=start, rules=rule_set)
    assert len(relations.cells) == sum(part.cells.size for part in {id(p): p for p in table.slices.values()}.values())
    assert len(relations.outcomes) == len(table.outcomes)
    for frame, key in ((relations.near, "near_key"), (relations.far, "far_key"), (relations.cells, "cell_key")):
        assert frame[key].tolist() == list(range(len(frame)))
    assert relations.near["near_value"].max() + relations.far["far_value"].max() < 2**31


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_gives_a_parquet_file_and_nothing_else(tmp_path, ending):
    contacts = people(300)
    source, target = tmp_path / f"tabel.{ending}", tmp_path / "uit.parquet"
    if ending == "csv":
        contacts.to_csv(source, index=False, encoding="utf-8-sig", sep=";")
    else:
        contacts.to_parquet(source, index=False)
    done = duck.classify_files([source], target, relations_of(**FEW))
    assert (done.rows, done.contacts, done.rejected, done.log) == (300, 300, 0, None)
    assert pq.read_schema(target).names == list(SAVED)
    found, wanted = in_order(pd.read_parquet(target)), expected(contacts, **FEW)[list(SAVED)]
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False)
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}
    assert done.counts["cases"].sum() == len(found)


def test_several_tables_and_numbers_of_years(tmp_path):
    first, second = tmp_path / "a.parquet", tmp_path / "b'c.parquet"
    years = {"relation": ["former_customer"] * 4, "years_since_relation": [1.0, 3.0, 3.01, None]}
    pd.DataFrame({"contact_id": [1, 2, 3, 4], **years}).to_parquet(first)
    pd.DataFrame({"contact_id": [5, 6], "consent": ["valid", "withdrawn"]}).to_parquet(second)
    done = duck.classify_files([first, second], tmp_path / "uit.parquet", relations_of(**FEW))
    together = pd.concat([pd.read_parquet(first).astype(object), pd.read_parquet(second)], ignore_index=True)
    assert done.contacts == 6
    pd.testing.assert_frame_equal(
        in_order(pd.read_parquet(tmp_path / "uit.parquet")), expected(together, **FEW)[list(SAVED)], check_dtype=False
    )


def test_a_wrong_cell_or_row_is_told_with_file_row_and_column_and_nothing_is_lost(tmp_path):
    source, target = tmp_path / "tabel.csv", tmp_path / "uit.parquet"
    source.write_text(
        "contact_id,name,consent,last_sale,relation\n1,Els,valid,,\n2,Bram,Jansen,,\n3\n4,Zoe,none,gisteren,\n"
        "5,te,none,,customer,veel\n6,Q,,,vriend\n7,A,withdrawn,2020-01-01,customer\n",
        encoding="utf-8",
    )
    done = duck.classify_files([source], target, relations_of(**FEW))
    assert (done.rows, done.contacts, done.rejected) == (7, 2, 5)
    told = {reject.row: reject.reason for reject in done.rejects}
    assert {row: [word for word in ("consent", "cellen", "last_sale", "relation") if word in told[row]] for row in told} == {
        3: ["consent"], 4: ["cellen"], 5: ["last_sale"], 6: ["cellen"], 7: ["relation"],
    }  # fmt: skip
    assert all(reject.reason.endswith(".") and "Jansen" not in str(reject) for reject in done.rejects)
    log = pd.read_csv(done.log, sep=";", encoding="utf-8-sig")
    assert sorted(log["rij"]) == [3, 4, 5, 6, 7]
    assert set(log["bestand"]) == {"tabel.csv"}
    assert set(pd.read_parquet(target)["contact_id"]) == {"1", "7"}
    source.write_text("contact_id,consent\n1,valid\n", encoding="utf-8")
    assert duck.classify_files([source], target, relations_of(**FEW)).log is None
    assert not done.log.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contact_id,kleur\n1,rood\n", "ontbreekt elk feit"),
        ("naam,consent\nEls,valid\n", "contact_id"),
        ("", "lezen"),
        ("contact_id,contact_id,consent\n1,1,valid\n", ""),
        ("contact_id,consent\n" + "\n".join(f"{n},w{n}" for n in range(100_002)), "te veel verschillende waarden"),
    ],
)
def test_what_is_no_table_of_contacts_is_one_sentence_and_leaves_nothing(tmp_path, text, words):
    source, target = tmp_path / "tabel.csv", tmp_path / "uit.parquet"
    source.write_text(text, encoding="utf-8")
    if not words:
        assert duck.classify_files([source], target, relations_of(**FEW)).contacts == 1
        return
    with pytest.raises(AvgkitError, match=words):
        duck.classify_files([source], target, relations_of(**FEW))
    assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]


def test_too_little_memory_is_one_sentence_and_leaves_the_old_result(tmp_path):
    source, target = tmp_path / "tabel.parquet", tmp_path / "uit.parquet"
    people(2000).to_parquet(source)
    target.write_text("oud")
    with pytest.raises(AvgkitError, match="te weinig geheugen"):
        duck.classify_files([source], target, relations_of(as_of=DAY), memory="2MB")
    assert target.read_text() == "oud"
    assert {path.name for path in tmp_path.iterdir()} == {source.name, target.name}


@pytest.fixture
def run(capsys):
    def run(*words):
        code = cli.main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def test_the_command_reads_makes_a_table_and_classifies_it_as_without_an_engine(run, tmp_path):
    samples = [
        f"data/samples/{name}" for name in ("mailchimp_subscribed.csv", "klanten.xlsx", "linkedin_connections.csv")
    ]
    choice = ["--as-of", DAY, "--channel", "email", "--purpose", "offer", "newsletter"]
    for ending in ("csv", "parquet"):
        table = tmp_path / f"tabel.{ending}"
        assert run("read", *samples, "-o", table)[0] == 0
        code, out, _ = run("classify", table, "--engine", "duckdb", *choice, "-o", tmp_path / "duck.parquet")
        assert code == 0
        assert "e-mail" in out
        assert "0 rijen afgekeurd" in out
        run("classify", *samples, *choice, "-o", tmp_path / "pandas.parquet")
        found, wanted = (in_order(pd.read_parquet(tmp_path / f"{name}.parquet")) for name in ("duck", "pandas"))
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_bad_use_of_an_engine_is_one_sentence(run, tmp_path):
    table = tmp_path / "tabel.csv"
    table.write_text("contact_id,consent\n1,valid\n", encoding="utf-8")
    for words in (
        [table],
        [table, "-o", tmp_path / "uit.csv"],
        [table, "-o", tmp_path / "weg" / "uit.parquet"],
        [tmp_path / "weg.csv", "-o", tmp_path / "uit.parquet"],
        [tmp_path / "lijst.xlsx", "-o", tmp_path / "uit.parquet"],
        [table, "--format", "generic", "-o", tmp_path / "uit.parquet"],
    ):
        code, out, err = run("classify", *words, "--engine", "duckdb")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
    assert run("classify", table, "--engine", "kanon", "-o", "uit.parquet")[0] == 2


@needs_spark
class TestSpark:
    @pytest.fixture(scope="class")
    def spark(self):
        from avgkit.engines.spark import session

        spark = session(**{"spark.master": "local[1]", "spark.sql.shuffle.partitions": "1"})
        yield spark
        spark.stop()

    def test_it_gives_the_verdicts_of_classify(self, spark, tmp_path):
        from avgkit.engines.spark import joins

        contacts, choice = people(200), {"as_of": "2026-06-30", "facts": {"objection": "no"}}
        contacts.to_parquet(tmp_path / "tabel.parquet")
        frame = spark.read.parquet(str(tmp_path / "tabel.parquet"))
        made = joins(spark, frame.withColumn(ROW, frame["contact_id"]), relations_of(**choice))
        same(in_order(made.verdicts.collect("pandas").to_native()), contacts, **choice)

    def test_a_file_gives_a_folder_of_parquet_files(self, spark, tmp_path):
        from avgkit.engines.spark import classify_files

        contacts, target = people(100), tmp_path / "uit.parquet"
        contacts.loc[[3, 8], "consent"] = "Jansen"
        for ending in ("csv", "parquet"):
            source = tmp_path / f"tabel.{ending}"
            if ending == "csv":
                contacts.to_csv(source, index=False, encoding="utf-8-sig", sep=";")
            else:
                contacts.to_parquet(source, index=False)
            done = classify_files([source], target, relations_of(**FEW), spark)
            assert (done.rows, done.contacts, done.rejected) == (100, 98, 2)
            assert "1-5" in str(done.rejects[0])
            assert "Jansen" not in str(done.rejects)
            wanted = expected(contacts[contacts["consent"] != "Jansen"], **FEW)[list(SAVED)]
            pd.testing.assert_frame_equal(in_order(pd.read_parquet(target)), wanted, check_dtype=False)
        assert {path.name for path in tmp_path.iterdir()} == {"tabel.csv", "tabel.parquet", "uit.parquet"}
