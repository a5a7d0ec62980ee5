"""Bad input is named, with the reason, and everything else is read."""

import gzip
import io
import json
import lzma
import os
import tracemalloc
import zipfile

import pytest

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read import read, read_file


BODY = "باران شب گذشته در شهر نیلان بیش از ده خانه را خراب کرد و راه را بست."
GOOD = {"id": "1", "title": "باران", "body": BODY, "date": "1403/04/02"}
MEBIBYTE = 1024 * 1024


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def reasons(found):
    return [
        (item.source.record, item.reason, item.kind)
        for item in found
        if isinstance(item, Problem) and item.kind != "warning"
    ]


def ids(found):
    return [item.id for item in found if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.csv", b"", "empty"),
        ("a.json", b"\x00\x00", "empty"),
        ("a.txt", bytes(range(256)) * 8, "binary data, not text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "binary data, not text"),
        ("a.jsonl", b"\x7fELF" + bytes(200), "binary data, not text"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b"5", "not a JSON object"),
        (
            "a.json",
            b'{"body": 5',
            "not JSON: Expecting ',' delimiter: line 1 column 11 (char 10)",
        ),
        ("a.json", b'{"body": 5}', "field 'body' holds a number, not text"),
        ("a.json", b'{"body": true}', "field 'body' holds true or false, not text"),
        ("a.json", b'{"body": {"a": 1}}', "field 'body' holds an object, not text"),
        ("a.json", b'{"title": "x"}', "no text"),
        ("a.json", b'{"title": "x", "body": null}', "no text"),
        ("a.json", b'{"body": "  \\n "}', "no text"),
        ("a.txt", "عنوان بی متن".encode(), "no text"),
        (
            "a.csv",
            b"a,b\n1,2\n",
            "no column for the text of articles; there are: 'a', 'b'",
        ),
        (
            "a.txt.gz",
            b"no gzip at all",
            "the compressed file is damaged: Not a gzipped file (b'no')",
        ),
        (
            "a.txt.gz",
            gzip.compress(BODY.encode())[:20],
            "the compressed file is cut off",
        ),
        (
            "a.txt.xz",
            lzma.compress(BODY.encode())[:40],
            "the compressed file is cut off",
        ),
        (
            "a.zip",
            b"PK\x03\x04 no zip",
            "a damaged or truncated archive: File is not a zip file",
        ),
    ],
)
def test_a_bad_file_is_one_problem(tmp_path, name, data, reason):
    path = write(tmp_path, name, data)

    found = list(read([path]))

    assert reasons(found) == [(None, reason, "error")]
    assert str(found[0]) == f"{path}: {reason}"


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path):
    data = (
        lines(GOOD)
        + b'{"id": 2, "body":\n'
        + b"\n"
        + b"[1]\n"
        + lines(GOOD | {"id": 5})
    )
    data += b'{"body": "\xd8"}\n' + lines(GOOD | {"id": 7, "body": [1]})
    path = write(tmp_path, "a.jsonl", data)

    found = list(read([path]))

    assert ids(found) == ["1", "5"]
    assert reasons(found) == [
        (2, "not JSON: Expecting value: line 2 column 1 (char 18)", "error"),
        (4, "not a JSON object", "error"),
        (6, "not UTF-8 at byte 11", "error"),
        (7, "field 'body' holds a number, not text", "error"),
    ]
    assert str(found[1]).startswith(f"{path}:2: not JSON")


def test_a_list_that_breaks_keeps_the_items_before(tmp_path):
    path = write(tmp_path, "a.json", b"[" + json.dumps(GOOD).encode() + b', {"id": }]')

    found = list(read([path]))

    assert ids(found) == ["1"]
    [(record, reason, kind)] = reasons(found)
    assert (record, kind) == (None, "error")
    assert reason.startswith("not JSON, the rest of the list is not read: ")


def test_items_that_are_no_objects_are_named(tmp_path):
    path = write(tmp_path, "a.json", json.dumps([1, GOOD, "x"]).encode())

    found = list(read([path]))

    assert ids(found) == ["1"]
    assert reasons(found) == [
        (1, "not a JSON object", "error"),
        (3, "not a JSON object", "error"),
    ]


def test_a_name_that_is_not_utf8_is_written_out(tmp_path):
    folder = tmp_path / os.fsdecode(b"\xce\xd1")
    folder.mkdir()
    write(folder, os.fsdecode(b"\xe9.jsonl"), lines(GOOD, GOOD | {"id": None}))
    write(folder, os.fsdecode(b"\xe8.json"), b"{")

    bad, one, other = read([tmp_path])

    assert str(bad.source) == f"{tmp_path}/\\xce\\xd1/\\xe8.json"
    assert str(one.source) == f"{tmp_path}/\\xce\\xd1/\\xe9.jsonl:1"
    assert other.id == "\\xce\\xd1/\\xe9.jsonl:2"


def test_deep_nesting_is_refused(tmp_path):
    path = write(
        tmp_path, "a.jsonl", b'{"body": ' + b"[" * 100_000 + b"\n" + lines(GOOD)
    )

    found = list(read([path]))

    assert reasons(found) == [(1, "not JSON: nested too deep", "error")]
    assert ids(found) == ["1"]


@pytest.mark.parametrize("level", [b"[", b'[{"a":'])
def test_a_list_of_brackets_takes_no_more_memory_than_it_has(tmp_path, level):
    path = write(tmp_path, "deep.json", level * 5_000)

    tracemalloc.start()
    found = list(read([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert reasons(found) == [(None, "not JSON: nested too deep", "error")]
    assert peak < 10_000_000


def test_a_cut_archive_gives_what_came_before(tmp_path):
    records = [
        GOOD | {"id": number, "body": f"{BODY} {os.urandom(30).hex()}"}
        for number in range(9000)
    ]
    whole = gzip.compress(lines(*records))
    path = write(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])

    found = list(read([path]))

    assert len(ids(found)) > 100
    assert reasons(found) == [(None, "the compressed file is cut off", "error")]


def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path):
    data = (
        f"id,title,body\n1,باران,{BODY}\n2,x,y,z\n3,باران,\n4,باران,{BODY}\n".encode()
    )
    path = write(tmp_path, "a.csv", data)

    found = list(read([path]))

    assert ids(found) == ["1", "4"]
    assert reasons(found) == [
        (3, "4 cells under a head of 3", "error"),
        (4, "no text", "error"),
    ]


def test_bad_members_are_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/good.txt", f"باران\n{BODY}")
        archive.writestr("a/empty.txt", "")
        archive.writestr("c/cut.txt.gz", gzip.compress(BODY.encode())[:20])
        archive.writestr("d/inner.zip", b"no zip")
        archive.writestr(".hidden/x.txt", BODY)
        archive.writestr("__MACOSX/x.txt", BODY)

    found = list(read([path]))

    assert ids(found) == ["a.zip!b/good.txt"]
    assert [str(item) for item in found if getattr(item, "kind", "") == "error"] == [
        f"{path}!a/empty.txt: empty",
        f"{path}!c/cut.txt.gz: the compressed file is cut off",
        f"{path}!d/inner.zip: a damaged or truncated archive: File is not a zip file",
    ]


def test_an_encrypted_member_is_named(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", BODY)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag of encryption, in both headers
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))

    assert reasons(read([path])) == [(None, "the member is encrypted", "error")]


def test_an_archive_without_files_is_named(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("empty")

    assert reasons(read([path])) == [(None, "an archive without files", "error")]


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.jsonl.xz", "bomb.zip"])
def test_a_zip_bomb_is_refused(tmp_path, name):
    data = b" " * (48 * MEBIBYTE)
    path = tmp_path / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.jsonl", b"{}\n" + data)
    else:
        opener = gzip.open if name.endswith(".gz") else lzma.open
        with opener(path, "wb") as stream:
            stream.write(b"{}\n" + data)

    assert reasons(read([path]))[-1] == (
        None,
        "it unfolds to over 500 times its size, as a zip bomb does",
        "error",
    )


def test_archives_in_archives_end(tmp_path):
    data = BODY.encode()
    for _ in range(5):
        data = gzip.compress(data)
    path = write(tmp_path, "a.txt.gz.gz.gz.gz.gz", data)

    assert reasons(read([path])) == [
        (None, "more than 3 compressed files in one another", "error")
    ]


@pytest.mark.parametrize("name", ["big.txt", "big.md", "big.html"])
def test_a_file_too_large_for_one_article_is_refused(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(200 * MEBIBYTE)
        stream.seek(0)
        stream.write((BODY + "\n").encode() * 1000)

    assert reasons(read([path])) == [(None, "one article of more than 16 MiB", "error")]


def test_a_line_too_long_is_refused_and_the_rest_is_read(tmp_path):
    huge = b'{"body": "' + b"a" * (40 * MEBIBYTE) + b'"}\n'
    path = write(tmp_path, "a.jsonl", lines(GOOD) + huge + lines(GOOD | {"id": 3}))

    found = list(read([path]))

    assert ids(found) == ["1", "3"]
    assert reasons(found) == [(2, "one article of more than 16 MiB", "error")]


def test_an_item_too_long_ends_its_list(tmp_path):
    huge = b', {"body": "' + b"a" * (40 * MEBIBYTE) + b'"}]'
    path = write(tmp_path, "a.json", b"[" + json.dumps(GOOD).encode() + huge)

    found = list(read([path]))

    assert ids(found) == ["1"]
    assert reasons(found) == [(None, "one article of more than 16 MiB", "error")]


def test_a_text_of_more_letters_than_an_article_has_is_refused(tmp_path):
    path = write(tmp_path, "a.txt", ("باران\n" + "آب و باد\n" * 130_000).encode())

    [(_, reason, _)] = reasons(read([path]))

    assert reason == "an article of 1170006 letters; the most is 1000000"


def test_a_missing_file_is_named(tmp_path):
    assert reasons(read([tmp_path / "no.txt"])) == [
        (None, "no such file or folder", "error")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_an_unreadable_file_is_named(tmp_path):
    path = write(tmp_path, "a.txt", BODY.encode())
    path.chmod(0)

    assert reasons(read([path])) == [
        (None, "cannot be opened: Permission denied", "error")
    ]


def test_a_file_that_vanished_is_named(tmp_path):
    [(_, reason, _)] = reasons(read_file(tmp_path / "gone.txt"))

    assert reason == "cannot be opened: No such file or directory"


def test_unknown_kinds_of_files_are_passed_over_in_folders(tmp_path):
    write(tmp_path, "a.png", b"\x89PNG")

    [(_, reason, kind)] = reasons(read([tmp_path]))

    assert kind == "skipped"
    assert reason.startswith("not a kind of file that is read (.txt .md .html")


def test_a_file_asked_for_is_read_whatever_its_name(tmp_path):
    path = write(tmp_path, "a.news", f"باران\n{BODY}".encode())

    assert ids(read([path])) == ["a.news"]


def test_control_characters_go_and_bidi_controls_stay():
    record = GOOD | {"body": "باران\x00 آم\x08د\u202b.\r\nسیل\ud800 آمد\u2028رفت\x0b."}

    [article] = read(["-"], stdin=io.BytesIO(lines(record)))

    assert article.body == "باران آمد\u202b.\nسیل\ufffd آمد\nرفت\n."


@pytest.mark.parametrize("fields", [{"bdy": "x"}, {"": "x"}])
def test_an_unknown_part_is_a_read_error(fields):
    with pytest.raises(ReadError, match="the fields are: id, title, lead, body"):
        read([], fields=fields)


def test_a_field_that_is_not_there_is_named_with_those_that_are(tmp_path):
    path = write(tmp_path, "a.jsonl", lines(GOOD))

    assert reasons(read([path], fields={"body": "news_text"})) == [
        (
            1,
            (
                "no field 'news_text' for the body; "
                "there are: 'id', 'title', 'body', 'date'"
            ),
            "error",
        )
    ]


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        (None, "no publication date"),
        ("دیروز", "not a date that is known: 'دیروز'"),
        ("1404/12/30", "not a date that is known: '1404/12/30'"),
    ],
)
def test_an_article_without_a_date_is_read_with_a_warning(date, reason):
    stream = io.BytesIO(lines(GOOD | {"date": date}))

    article, warning = read(["-"], stdin=stream)

    assert article.published is None
    assert (warning.kind, warning.article_id, warning.reason) == (
        "warning",
        "1",
        reason,
    )


def test_text_of_another_script_in_an_old_encoding_is_refused(tmp_path):
    text = "Привет, мир. Это новости без единого персидского слова. " * 5
    path = write(tmp_path, "a.txt", text.encode("koi8-r"))

    assert reasons(read([path])) == [
        (None, "not text in an encoding that Persian is written in", "error")
    ]


def test_what_is_no_file_is_named(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    assert reasons(read([tmp_path])) == [(None, "neither a file nor a folder", "error")]


def test_a_cell_without_end_is_named(tmp_path):
    data = f'id,body\n1,{BODY}\n2,"' + f"{BODY}\n" * 150_000
    path = write(tmp_path, "a.csv", data.encode())

    found = list(read([path]))

    assert ids(found) == ["1"]
    [(record, reason, _)] = reasons(found)
    assert (record, reason[:26]) == (3, "an article of 10350000 let")


def test_a_field_that_a_table_lacks_is_named(tmp_path):
    path = write(tmp_path, "a.csv", f"id,body\n1,{BODY}\n".encode())

    assert reasons(read([path], fields={"body": "متن"})) == [
        (None, "no field 'متن' for the body; there are: 'id', 'body'", "error")
    ]
