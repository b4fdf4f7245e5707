from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from reportedly.errors import SettingError
from reportedly.settings import Settings, variable


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_environment({"REPORTEDLY_COUNTRY": " ", "PATH": "/bin"})
    assert settings == Settings()
    assert (settings.max_bytes, settings.timeout, settings.max_redirects) == (20_000_000, 20.0, 5)
    assert settings.country is None
    assert settings.home.name == "reportedly"


def test_each_setting_is_read_from_its_variable() -> None:
    settings = Settings.from_environment(
        {
            "REPORTEDLY_HOME": "/tmp/elsewhere",
            "REPORTEDLY_COUNTRY": "sy",
            "REPORTEDLY_TAGGER": "lexicon",
            "REPORTEDLY_MODEL": "/tmp/model",
            "REPORTEDLY_MAX_BYTES": "1.5 MB",
            "REPORTEDLY_TIMEOUT": "2.5",
            "REPORTEDLY_MAX_REDIRECTS": "0",
        }
    )
    assert settings == Settings(Path("/tmp/elsewhere"), "SY", "lexicon", Path("/tmp/model"), 1_500_000, 2.5, 0)


def test_the_home_folder_may_be_given_with_a_tilde() -> None:
    assert Settings.from_environment({"REPORTEDLY_HOME": "~/reports"}).home == Path.home() / "reports"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REPORTEDLY_COUNTRY", "Syria"),
        ("REPORTEDLY_MAX_BYTES", "plenty"),
        ("REPORTEDLY_MAX_BYTES", "0"),
        ("REPORTEDLY_MAX_BYTES", "-5"),
        ("REPORTEDLY_TIMEOUT", "soon"),
        ("REPORTEDLY_TIMEOUT", "nan"),
        ("REPORTEDLY_TIMEOUT", "-1"),
        ("REPORTEDLY_MAX_REDIRECTS", "2.5"),
        ("REPORTEDLY_MAX_REDIRECTS", "-1"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({name: value})
    assert name in str(caught.value)
    assert repr(value) in str(caught.value)


def test_every_setting_says_what_it_is_for() -> None:
    for setting in fields(Settings):
        assert variable(setting).startswith("REPORTEDLY_")
        assert len(setting.metadata["help"]) > 10


def test_a_tagger_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(SettingError, match="REPORTEDLY_TAGGER: 'oracle' is no tagger; there are encoder and lexicon"):
        Settings.from_environment({"REPORTEDLY_TAGGER": "oracle"})
