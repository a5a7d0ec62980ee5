"""The formats and encodings, and how they are packed."""

import gzip
import io
import json
import lzma
import zipfile

import pytest

from kg.graph.folder import CONFIGURATION, LEDGER
from kg.model import Article, Calendar, Precision, Problem, PublicationDate, Source
from kg.read import InputFile, list_files, read, read_file


BODY = "باران شب گذشته در نیلان از خانه‌ها گذشت و راه را بست. چه کسی پاسخ می‌دهد؟"
RECORD = {
    "id": 17,
    "title": "باران نیلان",
    "lead": None,
    "body": f"{BODY}\r\n\r\n\n وی رفت. \n",
    "publisher": {"name": "نیلان نیوز"},
    "category": ["استانی", "هوا"],
    "url": "https://nilan.example/17",
    "author": ["مهرک نیلانی", "پریا نیلانی"],
    "date": "1403/04/02",
}
DAY = PublicationDate(
    surface="1403/04/02",
    iso="2024-06-22",
    calendar=Calendar.JALALI,
    precision=Precision.DAY,
)
PAGE = f"""شناسهٔ خبر: 12345 - سرویس استانی
نسخه قابل چاپ منبع: نیلان نیوز | لینک خبر

باران نیلان

در نیلان باران آمد.

صاحبخبر -

{BODY}

وی رفت.

نظر شما
"""


def write(tmp_path, name, data):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def articles(found):
    return [item for item in found if isinstance(item, Article)]


def article(path, **other):
    values = {
        "id": "17",
        "title": "باران نیلان",
        "lead": "",
        "body": f"{BODY}\nوی رفت.",
        "publisher": "نیلان نیوز",
        "section": "استانی، هوا",
        "url": "https://nilan.example/17",
        "author": "مهرک نیلانی، پریا نیلانی",
        "published": DAY,
    }
    return Article(**values | {"source": Source(path=str(path), **other)})


def test_a_line_of_json_gives_the_whole_article(tmp_path):
    path = write(tmp_path, "a.jsonl", json.dumps(RECORD))

    assert list(read([path])) == [article(path, record=1)]


def test_an_object_has_no_record_number(tmp_path):
    path = write(tmp_path, "a.json", json.dumps(RECORD, indent=1))

    assert list(read([path])) == [article(path)]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([RECORD, RECORD]),
        json.dumps({"status": "ok", "articles": [RECORD, RECORD]}),
        json.dumps(RECORD) + "\n" + json.dumps(RECORD),
    ],
)
def test_json_of_several_articles_numbers_them(tmp_path, data):
    path = write(tmp_path, "a.json", data)

    assert list(read([path])) == [article(path, record=1), article(path, record=2)]


def test_the_usual_persian_names_of_fields_are_known(tmp_path):
    record = {
        "کد خبر": "۱۷",
        "عنوان": "باران نیلان",
        "متن خبر": f"{BODY}\nوی رفت.",
        "منبع": "نیلان نیوز",
        "سرویس": "استانی، هوا",
        "لينك": "https://nilan.example/17",
        "نویسنده": "مهرک نیلانی، پریا نیلانی",
        "تاریخ‌انتشار": "1403/04/02",
    }
    path = write(tmp_path, "a.jsonl", json.dumps(record))

    assert list(read([path])) == [article(path, record=1)]


def test_own_names_of_fields_come_first(tmp_path):
    record = RECORD | {"body": "نه این", "news_text": RECORD["body"]}
    path = write(tmp_path, "a.jsonl", json.dumps(record))

    found = list(read([path], fields={"body": "news_text"}))

    assert found == [article(path, record=1)]


def test_markup_in_a_field_is_not_text(tmp_path):
    body = f"<p>{BODY}</p><div>وی&nbsp;رفت.<br/></div>"
    path = write(tmp_path, "a.jsonl", json.dumps(RECORD | {"body": body}))

    [found] = articles(read([path]))

    assert found.body == f"{BODY}\nوی\xa0رفت."


@pytest.mark.parametrize(
    ("name", "mark"), [("a.csv", ","), ("a.tsv", "\t"), ("b.csv", ";")]
)
def test_a_table_gives_an_article_a_row(tmp_path, name, mark):
    head = ["id", "Title", "متن", "منبع", "category", "link", "author", "date"]
    row = [
        "17",
        "باران نیلان",
        f'"{BODY}\r\n\r\nوی رفت."',
        "نیلان نیوز",
        "استانی، هوا",
        "https://nilan.example/17",
        "مهرک نیلانی، پریا نیلانی",
        "1403/04/02",
    ]
    path = write(tmp_path, name, "\r\n".join([mark.join(head), mark.join(row), ""]))

    assert list(read([path])) == [article(path, record=2)]


def test_rows_are_numbered_by_their_lines(tmp_path):
    data = f'id,body\n1,"{BODY}\n{BODY}"\n\n2,{BODY}\n'
    path = write(tmp_path, "a.csv", data)

    found = articles(read([path]))

    assert [(one.id, one.source.record) for one in found] == [("1", 2), ("2", 5)]


def test_the_page_of_an_aggregator_is_taken_apart(tmp_path):
    path = write(tmp_path, "seed.txt", PAGE)

    [found] = articles(read([path]))

    assert found == Article(
        id="12345",
        title="باران نیلان",
        lead="در نیلان باران آمد.",
        body=f"{BODY}\nوی رفت.",
        publisher="نیلان نیوز",
        section="استانی",
        source=Source(path=str(path)),
    )


def test_a_plain_text_begins_with_its_title(tmp_path):
    path = write(tmp_path, "در نیلان.txt", f"باران نیلان\n\n{BODY}\n\nانتهای پیام/۱۲\n")

    [found] = articles(read([path]))

    assert (found.id, found.title, found.lead, found.body) == (
        "در نیلان.txt",
        "باران نیلان",
        "",
        BODY,
    )


def test_markdown_marks_are_not_text(tmp_path):
    text = f"""---
date: 1403/04/02
publisher: "نیلان نیوز"
---
# باران نیلان

![خانه](a.jpg)
**{BODY}**

> [وی رفت](https://nilan.example).
"""
    path = write(tmp_path, "a.md", text)

    [found] = list(read([path]))

    assert (found.title, found.body) == ("باران نیلان", f"{BODY}\nوی رفت.")
    assert (found.publisher, found.published) == ("نیلان نیوز", DAY)


def test_front_matter_may_give_the_title(tmp_path):
    path = write(tmp_path, "a.md", f"---\ntitle: باران\n---\n{BODY}\nوی رفت.\n")

    [found] = articles(read([path]))

    assert (found.title, found.body) == ("باران", f"{BODY}\nوی رفت.")


def test_title_and_lead_that_open_the_body_again_stand_once(tmp_path):
    lead = "در نیلان باران آمد."
    record = RECORD | {"lead": lead, "body": f"باران نیلان\n{lead}\n{BODY}\n{lead}"}
    path = write(tmp_path, "a.jsonl", json.dumps(record))

    [found] = articles(read([path]))

    assert (found.lead, found.body) == (lead, f"{BODY}\n{lead}")


# ----------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("encoding", "recognized"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "cp1256"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html"])
def test_encodings_are_recognized(tmp_path, name, encoding, recognized):
    # Windows-1256 has no «ی» of Persian: its texts are typed with «ي»
    body = (BODY * 3).replace("ی", "ي")
    text = {
        "a.txt": f"باران\n{body}",
        "a.jsonl": json.dumps({"title": "باران", "body": body}, ensure_ascii=False),
        "a.json": json.dumps([{"title": "باران", "body": body}], ensure_ascii=False),
        "a.csv": f"title,body\nباران,{body}\n",
        "a.html": f"<html><title>باران</title><article><p>{body}</p></article></html>",
    }[name]
    path = write(tmp_path, name, text.encode(encoding))

    [found] = articles(read([path]))

    assert (found.title, found.body) == ("باران", body)
    assert found.source.encoding == recognized


def test_a_damaged_byte_does_not_change_the_encoding(tmp_path):
    data = f"باران\n{BODY}\n{BODY}".encode() + b"\xd8 ."
    path = write(tmp_path, "a.txt", data)

    [found] = articles(read([path]))

    assert found.source.encoding == "utf-8"
    assert found.body == f"{BODY}\n{BODY}\ufffd ."


# ------------------------------------------------------------------------- packing


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)]
)
def test_packed_files_read_like_plain_ones(tmp_path, ending, pack):
    path = write(tmp_path, f"a.jsonl{ending}", pack(json.dumps(RECORD).encode()))

    assert list(read([path])) == [article(path, record=1)]


def make_zip(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("z.jsonl", json.dumps(RECORD))
        archive.writestr("b/c.json.gz", gzip.compress(json.dumps(RECORD).encode()))
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as nested:
            nested.writestr("d.json", json.dumps(RECORD))
        archive.writestr("m.zip", inner.getvalue())
    return path


def test_members_of_an_archive_come_by_name(tmp_path):
    path = make_zip(tmp_path)

    assert list(read([path])) == [
        article(path, member="b/c.json.gz"),
        article(path, member="m.zip/d.json"),
        article(path, member="z.jsonl", record=1),
    ]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORD),
        json.dumps([RECORD]),
        gzip.compress(json.dumps(RECORD).encode()),
        lzma.compress(json.dumps(RECORD).encode()),
    ],
)
def test_standard_input_tells_its_format_by_its_bytes(data):
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)

    [found] = list(read(["-"], stdin=stream))

    assert found.body == f"{BODY}\nوی رفت."
    assert found.source.path == "-"


def test_standard_input_may_be_an_archive_or_a_page_or_a_text(tmp_path):
    page = f"<!doctype html><html><title>باران</title><p>{BODY * 3}</p></html>"
    inputs = [make_zip(tmp_path).read_bytes(), page.encode(), f"باران\n{BODY}".encode()]

    found = [articles(read(["-"], stdin=io.BytesIO(data))) for data in inputs]

    assert [len(one) for one in found] == [3, 1, 1]
    assert [one[0].title for one in found] == ["باران نیلان", "باران", "باران"]


def test_a_large_list_streams():
    class Endless(io.RawIOBase):
        """Begins a list that never ends."""

        def __init__(self):
            self.given = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            item = (("[" if not self.given else ",") + json.dumps(RECORD)).encode()
            buffer[: len(item)] = item
            self.given += len(item)
            return len(item)

    stream = Endless()

    first = next(read(["-"], stdin=stream))

    assert first.id == "17"
    assert stream.given < 1_000_000


# --------------------------------------------------------------------------- files


def test_folders_are_read_recursively_in_a_stable_order(tmp_path):
    for name in ["b/z.txt", "b/a.txt", "a.txt", "c.txt", ".hidden/x.txt", "b/.x.txt"]:
        write(tmp_path, name, f"باران\n{BODY}")

    found = articles(read([tmp_path]))

    assert [one.id for one in found] == ["a.txt", "b/a.txt", "b/z.txt", "c.txt"]


def test_a_file_given_twice_comes_once(tmp_path):
    path = write(tmp_path, "a.txt", "x")

    assert list(list_files([path, tmp_path])) == [
        InputFile("a.txt", str(path), asked=True)
    ]


def test_a_graph_folder_among_the_articles_holds_none(tmp_path):
    write(tmp_path, "a.txt", f"باران\n{BODY}")
    for name in (LEDGER, CONFIGURATION, "report.json"):
        write(tmp_path, f"demo/{name}", '{"id": "n1"}')

    article, _no_date, problem = read([tmp_path])

    assert (article.id, str(problem), problem.kind) == (
        "a.txt",
        f"{tmp_path / 'demo'}: a graph folder, no articles",
        "skipped",
    )
    assert [one.reason for one in read([tmp_path / "demo"])] == [problem.reason]


def test_a_loop_of_links_is_reported_and_the_rest_is_read(tmp_path):
    write(tmp_path, "b/a.txt", f"باران\n{BODY}")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "c").symlink_to(tmp_path / "c")

    found = [item for item in read([tmp_path]) if not getattr(item, "article_id", "")]

    assert [getattr(item, "reason", "read") for item in found] == [
        "read",
        "a symbolic link to a folder that it lies in",
        "a symbolic link that leads nowhere or to itself",
    ]


def test_a_listed_file_reads_as_it_does_in_its_folder(tmp_path):
    write(tmp_path, "b/a.jsonl", json.dumps(RECORD | {"id": None}))

    [file] = list_files([tmp_path])

    assert list(read_file(file)) == list(read([tmp_path]))
    assert next(read_file(file)).id == "b/a.jsonl:1"


def test_problems_and_articles_are_all_there_is(tmp_path):
    write(tmp_path, "a.txt", f"باران\n{BODY}")
    write(tmp_path, "b.txt", "")

    assert [type(item) for item in read([tmp_path])] == [Article, Problem, Problem]


def test_a_page_whose_head_is_plain_ascii_is_recognized_by_its_text(tmp_path):
    body = (BODY * 3).replace("ی", "ي")
    style = f"<style>{'p {color: red} ' * 6000}</style>"
    text = f"<html><head>{style}</head><article><p>{body}</p></article></html>"
    path = write(tmp_path, "a.html", text.encode("cp1256"))

    [found] = articles(read([path]))

    assert (found.body, found.source.encoding) == (body, "cp1256")


def test_names_of_files_may_be_in_capitals(tmp_path):
    path = write(tmp_path, "A.JSONL.GZ", gzip.compress(json.dumps(RECORD).encode()))

    assert list(read([path])) == [article(path, record=1)]
