"""Loading: what comes with claimx loads; a slip in a rule file is an error with file, rule and reason."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from claimx.errors import RuleError
from claimx.rulebook import load_rules, rules_folder
from claimx.rulebook.load import KINDS, Rulebook


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules()


def _folder(root: Path, **files: str) -> Path:
    """A rules folder; ``metrics__mine`` is the file metrics/mine.toml."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _metric(**changes: str) -> str:
    """A metric rule that is right, with some of its lines changed or dropped."""
    lines = {
        "id": '"metric.zap"',
        "name": '"other:zap score"',
        "family": '"quality"',
        "better": '"higher"',
        "aliases": '["zap score"]',
        "match": '[{ text = "It reaches a «zap score» of 12.5." }]',
    } | changes
    return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items() if value)


def _ignore(pattern: str) -> str:
    return f'[[rule]]\nid = "ignore.zap"\npattern = \'{pattern}\'\nmatch = [{{ text = "in «12 zap»" }}]\n'


def test_every_kind_has_rules(rulebook: Rulebook) -> None:
    assert [kind for kind in KINDS if not getattr(rulebook, kind)] == []


def test_every_rule_is_listed_once_with_its_file(rulebook: Rulebook) -> None:
    ids = [rule.id for rule in rulebook]
    assert sorted(ids) == sorted(rulebook.files)
    assert {name for name in rulebook.files.values() if not (rules_folder() / name).is_file()} == set()


def test_a_user_s_rule_is_added(tmp_path: Path, rulebook: Rulebook) -> None:
    added = load_rules(_folder(tmp_path, metrics__mine=_metric()))
    assert [rule.id for rule in added.metrics] == [*(rule.id for rule in rulebook.metrics), "metric.zap"]
    assert added.files["metric.zap"] == "metrics/mine.toml"
    assert added.fingerprint != rulebook.fingerprint


def test_a_kind_may_be_one_file(tmp_path: Path) -> None:
    assert load_rules(_folder(tmp_path, metrics=_metric())).metrics[-1].aliases == ("zap score",)


def test_a_rule_with_a_known_id_replaces_it_in_its_place(tmp_path: Path, rulebook: Rulebook) -> None:
    mine = _metric(id='"metric.fid"', name='"fid"', aliases='["zap score"]')
    replaced = load_rules(_folder(tmp_path, metrics__mine=mine))
    assert [rule.id for rule in replaced] == [rule.id for rule in rulebook]
    assert [rule.aliases for rule in replaced.metrics if rule.name == "fid"] == [("zap score",)]


def test_a_rule_on_trial_is_left_out_unless_asked_for(tmp_path: Path, rulebook: Rulebook) -> None:
    folder = _folder(tmp_path, metrics__mine=_metric(status='"trial"'))
    left_out, tried = load_rules(folder), load_rules(folder, trial=True)
    assert [rule.id for rule in left_out] == [rule.id for rule in rulebook]
    assert [rule.id for rule in tried.metrics] == [*(rule.id for rule in rulebook.metrics), "metric.zap"]
    assert left_out.fingerprint != tried.fingerprint


def test_a_rule_on_trial_does_not_replace_the_one_in_use(tmp_path: Path, rulebook: Rulebook) -> None:
    mine = _metric(id='"metric.fid"', name='"fid"', aliases='["zap score"]', status='"trial"')
    folder = _folder(tmp_path, metrics__mine=mine)
    in_use = [rule for rule in rulebook.metrics if rule.id == "metric.fid"]
    assert [rule for rule in load_rules(folder).metrics if rule.id == "metric.fid"] == in_use
    assert [rule.aliases for rule in load_rules(folder, trial=True).metrics if rule.id == "metric.fid"] == [("zap score",)]


def test_a_later_folder_replaces_an_earlier_one(tmp_path: Path) -> None:
    first = _folder(tmp_path / "first", metrics__a=_metric())
    second = _folder(tmp_path / "second", metrics__b=_metric(better='"lower"'))
    assert load_rules(first, second).metrics[-1].better == "lower"
    assert load_rules(second, first).metrics[-1].better == "higher"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param(
            {"metrics__mine": _metric(alises='["zap"]')},
            "metrics/mine.toml, rule 'metric.zap': unknown key 'alises'; did you mean 'aliases'?",
            id="unknown key of a rule",
        ),
        pytest.param(
            {"metrics__mine": 'titel = "x"\n' + _metric()},
            "metrics/mine.toml: unknown key 'titel'; a rule file has title, why and rule",
            id="unknown key of a file",
        ),
        pytest.param(
            {"metrics__mine": 'rule = "x"\n'},
            "metrics/mine.toml: 'rule' is an array of tables: each rule begins with [[rule]]",
            id="no array of tables",
        ),
        pytest.param(
            {"metrics__mine": _metric(family="")},
            "metrics/mine.toml, rule 'metric.zap': family: Field required",
            id="missing key",
        ),
        pytest.param(
            {"metrics__mine": _metric(family='"speeed"')},
            "metrics/mine.toml, rule 'metric.zap': family: Input should be 'quality', 'speed', 'cost' or 'scale'",
            id="unknown family",
        ),
        pytest.param(
            {"metrics__mine": _metric(id='"Zap"')},
            "metrics/mine.toml, rule 'Zap': id: String should match pattern '^[a-z0-9_]+(\\.[a-z0-9_]+)+$'",
            id="id is no dotted path",
        ),
        pytest.param(
            {"metrics__mine": _metric(match="[]")},
            "metrics/mine.toml, rule 'metric.zap': there is no example: 'match' needs at least one",
            id="no example",
        ),
        pytest.param(
            {"metrics__mine": _metric(match='[{ text = "a «zap score" }]')},
            "metrics/mine.toml, rule 'metric.zap': a marked span stands between « and » and is not empty: 'a «zap score'",
            id="mark left open",
        ),
        pytest.param(
            {"metrics__mine": _metric(match='[{ text = "a «zap» of 3", metrik = "fid" }]')},
            "metrics/mine.toml, rule 'metric.zap': 'metrik' is no field of a claim; did you mean 'metric'?: 'a «zap» of 3'",
            id="unknown field expected",
        ),
        pytest.param(
            {"metrics__a": _metric(), "metrics__b": _metric()},
            "metrics/b.toml, rule 'metric.zap': id is taken already, in metrics/a.toml",
            id="id twice",
        ),
        pytest.param(
            {"metrics__a": _metric(id='"cue.than"')},
            "metrics/a.toml, rule 'cue.than': id is taken already, in cues/frame.toml",
            id="id of a rule of another kind",
        ),
        pytest.param(
            {"metrics__mine": _metric(aliases='["Word-Error Rate"]')},
            "metrics/mine.toml, rule 'metric.zap': 'Word-Error Rate' is a name of 'metric.wer' already",
            id="alias of another metric",
        ),
        pytest.param(
            {"metrics__mine": _metric(aliases='["zap  score"]')},
            "metrics/mine.toml, rule 'metric.zap': aliases: 'zap  score' is empty, or has blanks at an end or twice in a row",
            id="two blanks",
        ),
        pytest.param(
            {"metrics__mine": _metric(exact='["Z\\u0410P"]')},
            "metrics/mine.toml, rule 'metric.zap': exact: 'Z\u0410P' holds a letter of another script "
            "(CYRILLIC CAPITAL LETTER A)",
            id="a letter that only looks Latin",
        ),
        pytest.param(
            {"metrics__mine": _metric(aliases='["zap\\u200bscore"]')},
            "metrics/mine.toml, rule 'metric.zap': aliases: 'zap\\u200bscore' holds an invisible character (U+200B)",
            id="zero-width blank",
        ),
        pytest.param(
            {"metrics__mine": _metric(aliases='["fre\\u0301chet score"]')},
            "metrics/mine.toml, rule 'metric.zap': aliases: 'fre\u0301chet score' is not in Unicode's composed form (NFC), "
            "which text is read in",
            id="accent apart",
        ),
        pytest.param(
            {"ignore__mine": _ignore(r"(\d+")},
            "ignore/mine.toml, rule 'ignore.zap': pattern: not a regular expression: missing ) at position 4",
            id="not a regular expression",
        ),
        pytest.param(
            {"ignore__mine": _ignore(r"\d*")},
            "ignore/mine.toml, rule 'ignore.zap': pattern: matches the empty string",
            id="matches the empty string",
        ),
        pytest.param(
            {"ignore__mine": _ignore(r"(?P<number>\d+) zap")},
            "ignore/mine.toml, rule 'ignore.zap': pattern: unknown group 'number'; an ignore rule may name n, q or t",
            id="undeclared group",
        ),
        pytest.param(
            {"ignore__mine": _ignore(r"(\d+) zap")},
            "ignore/mine.toml, rule 'ignore.zap': pattern: holds a group without a name; write (?:...)",
            id="group without a name",
        ),
        pytest.param(
            {"ignore__mine": _ignore(r"(?:\d+,?)+ zap")},
            "ignore/mine.toml, rule 'ignore.zap': pattern: takes too long on text such as '111111111111111111111111'...; "
            "do not repeat a repetition",
            id="exponential",
        ),
        pytest.param(
            {"metrix__mine": _metric()},
            "metrix/mine.toml: unknown kind 'metrix'; the kinds are "
            "numbers, units, metrics, hardware, models, datasets, qualifiers, cues, counts, ignore, "
            "patterns, aliases, questions, words, tasks",
            id="unknown kind",
        ),
        pytest.param(
            {"metrics__mine": "[[rule]\n"},
            "metrics/mine.toml: not readable as TOML: Expected ']]' at the end of an array declaration (at line 1, column 7)",
            id="not TOML",
        ),
    ],
)
def test_a_slip_is_an_error_that_says_where(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(_folder(tmp_path, **files))
    assert str(caught.value) == message


def _unit(symbol: str, form: str) -> str:
    return (
        f'[[rule]]\nid = "unit.zap"\nsymbol = "{symbol}"\n{form}\ndefine = ["zap = [zap]"]\npint = "zap"\n'
        f'match = [{{ text = "It takes «3 zap»." }}]\n'
    )


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        (_unit("ms", ""), "'ms' is written for 'unit.time.ms' already"),
        (_unit("zap", 'surfaces = ["Seconds"]'), "'seconds' is written for 'unit.time.s' already"),
        (_unit("zap", 'canonical = "zapp"'), "the canonical unit 'zapp' has no rule; did you mean 'zap'?"),
    ],
)
def test_units_that_clash(tmp_path: Path, rule: str, reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(_folder(tmp_path, units__mine=rule))
    assert str(caught.value) == f"units/mine.toml, rule 'unit.zap': {reason}"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path / "nowhere")
    assert str(caught.value) == f"there is no rules folder here: {tmp_path / 'nowhere'}"


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "metrics.toml").write_bytes('title = "Fréchet"\n'.encode("latin-1"))
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    assert str(caught.value).startswith("metrics.toml: not readable as TOML: 'utf-8' codec can't decode byte 0xe9")


def test_the_fingerprint_does_not_depend_on_line_endings(tmp_path: Path) -> None:
    unix = _folder(tmp_path / "unix", metrics__mine=_metric())
    windows = tmp_path / "windows" / "metrics" / "mine.toml"
    windows.parent.mkdir(parents=True)
    windows.write_bytes((unix / "metrics" / "mine.toml").read_bytes().replace(b"\n", b"\r\n"))
    assert load_rules(unix).fingerprint == load_rules(tmp_path / "windows").fingerprint


def test_the_fingerprint_depends_on_content_and_place(tmp_path: Path) -> None:
    prints = {
        load_rules(_folder(tmp_path / "a", metrics__mine=_metric())).fingerprint,
        load_rules(_folder(tmp_path / "b", metrics__yours=_metric())).fingerprint,
        load_rules(_folder(tmp_path / "c", metrics__mine=_metric(better='"lower"'))).fingerprint,
    }
    assert len(prints) == 3


def test_a_rule_error_survives_being_sent_to_another_process() -> None:
    error = RuleError("is wrong", file="metrics/mine.toml", rule="metric.zap")
    assert str(pickle.loads(pickle.dumps(error))) == "metrics/mine.toml, rule 'metric.zap': is wrong"
