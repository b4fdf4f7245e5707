from __future__ import annotations

from reportedly.gazetteer.spelling import kept_aliases, latin_name, readings, transliterate


def test_codes_other_scripts_and_machine_transliterations_are_not_kept() -> None:
    given = ["ALP", "OSAP", "Halab", "حلب", "a lei po", "Halab", " Alep ", "X", "al-Shahba"]
    assert kept_aliases(given) == ["Halab", "Alep", "al-Shahba"]


def test_a_name_in_brackets_is_a_name_too() -> None:
    assert readings("Homs (Hims)") == ["Homs (Hims)", "Homs", "Hims"]
    assert readings("Homs") == ["Homs"]


def test_ukrainian_names_are_written_by_the_ukrainian_system() -> None:
    assert transliterate("Згурівка", "UA") == "Zghurivka"
    assert transliterate("Ялта", "UA") == "Yalta"
    assert transliterate("Нова Каховка", "UA") == "Nova Kakhovka"
    assert transliterate("Гостомель", "UA") == "Hostomel"


def test_russian_names_are_written_by_the_russian_system() -> None:
    assert transliterate("Грозный", "RU") == "Groznyy"
    assert transliterate("Ельня", "RU") == "Yelnya"


def test_a_latin_name_is_taken_as_it_stands() -> None:
    assert transliterate("Kidal", "ML") == "Kidal"
    assert latin_name("Kidal", "", ["Qidal"], "ML") == "Kidal"


def test_a_record_without_a_latin_name_takes_its_ascii_form_or_transliteration_or_alias() -> None:
    assert latin_name("Керч", "Kerch", [], "UA") == "Kerch"
    assert latin_name("Керч", " ", ["Kertsch"], "UA") == "Kerch"
    assert latin_name("تعز", "", ["تعز", "Taizz"], "YE") == "Taizz"
    assert latin_name("تعز", "", [], "YE") == "تعز"
