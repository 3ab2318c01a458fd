"""One story of our own in every layout and format that is read: the files that people have."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable

TITLE = "River rises by three metres"
SOURCE = "Valley Times"
DAY = "2023-05-04"
URL = "https://www.valleytimes.example/news/river-rises"
PARAGRAPHS = (
    "The river rose by three metres on Monday after a week of heavy rain in the hills above the town.",
    "The mayor closed the bridge in the evening and asked the people of the town to leave their houses.",
    "Nobody was hurt in the flood, she told the local radio, although two cars were lost in the water.",
)
TEXT = "\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = (
    f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | {SOURCE}</title>'
    f'<meta property="og:site_name" content="{SOURCE}"><meta property="og:title" content="{TITLE}">'
    f'<meta property="article:published_time" content="{DAY}T10:00:00Z"><link rel="canonical" href="{URL}">'
    f'</head><body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1>{HTML}</article>'
    "<footer>Copyright 2024</footer></body></html>"
)
ISO = f"{DAY}T10:00:00Z"

Files = dict[str, Callable[[], bytes]]
ROWS: dict[str, dict[str, object]] = {
    "all-the-news": {"": 0, "id": 17283, "title": TITLE, "publication": SOURCE, "author": "Jane Doe",
                     "date": DAY, "year": 2023.0, "month": 5.0, "url": URL, "content": TEXT},
    "newsapi": {"source": {"id": "valley-times", "name": SOURCE}, "author": "Jane Doe", "title": TITLE,
                "description": "A flood.", "url": URL, "urlToImage": None, "publishedAt": ISO,
                "content": TEXT},
    "newsapi-flattened": {"source": f"{{'id': None, 'name': '{SOURCE}'}}", "title": TITLE, "url": URL,
                          "publishedAt": ISO, "content": TEXT},
    "gdelt": {"url": URL, "url_mobile": "", "title": TITLE, "seendate": "20230504T120000Z",
              "socialimage": "", "domain": "valleytimes.example", "language": "English",
              "sourcecountry": "Tarn", "content": TEXT},
    "media-cloud": {"stories_id": 2111, "indexed_date": "2023-05-06 01:02:03", "language": "en",
                    "media_name": SOURCE, "media_url": "valleytimes.example", "publish_date": DAY,
                    "title": TITLE, "url": URL, "text": TEXT},
    "news-please": {"authors": ["Jane Doe"], "date_download": "2023-05-06 01:02:03", "date_modify": None,
                    "date_publish": f"{DAY} 10:00:00", "description": "A flood.", "filename": "x.json",
                    "image_url": "", "language": "en", "source_domain": "www.valleytimes.example",
                    "maintext": TEXT, "title": TITLE, "url": URL},
    "newspaper4k": {"url": URL, "read_more_link": "", "language": "en", "title": TITLE, "top_image": "",
                    "keywords": ["flood"], "authors": ["Jane Doe"], "publish_date": f"{DAY} 10:00:00",
                    "summary": "", "meta_description": "A flood.", "meta_site_name": SOURCE,
                    "canonical_link": URL, "text": TEXT},
    "fundus": {"title": TITLE, "publisher": SOURCE, "publishing_date": f"{DAY} 10:00:00+00:00",
               "authors": ["Jane Doe"], "html": {"requested_url": URL, "crawl_date": "2023-05-06"},
               "body": {"summary": [], "sections": [{"headline": [], "paragraphs": list(PARAGRAPHS)}]}},
    "fundus-plaintext": {"title": TITLE, "publisher": SOURCE, "publishing_date": f"{DAY} 10:00:00+00:00",
                         "plaintext": TEXT, "free_access": True, "requested_url": URL},
    "trafilatura": {"title": TITLE, "author": "Jane Doe", "hostname": "valleytimes.example", "date": DAY,
                    "fingerprint": "ab", "id": None, "raw_text": TEXT.replace("\n", " "), "text": TEXT,
                    "language": "en", "source": URL, "source-hostname": SOURCE, "excerpt": "A flood."},
    "cc-news": {"title": TITLE, "text": TEXT, "domain": "www.valleytimes.example", "date": f"{DAY} 10:00:00",
                "description": "A flood.", "url": URL, "image_url": ""},
    "cc-news-plain": {"requested_url": URL, "plain_text": TEXT, "published_date": DAY, "title": TITLE,
                      "publisher": SOURCE, "crawl_date": "2023-05-06"},
    "guardian-item": {"id": "world/2023/may/04/river", "type": "article", "sectionName": "World",
                      "webPublicationDate": ISO, "webTitle": TITLE, "webUrl": URL,
                      "fields": {"headline": TITLE, "bodyText": TEXT, "body": HTML}},
    "lexisnexis": {"Headline": TITLE, "Publication": SOURCE, "Publication Date": "May 4, 2023 Thursday",
                   "Section": "News; Pg. 1", "Length": "300 words", "Article Text": TEXT, "URL": URL},
    "factiva": {"AN": "VT00002023", "HD": TITLE, "WC": "53", "PD": "4 May 2023", "SN": SOURCE,
                "LA": "English", "LP": PARAGRAPHS[0], "TD": "\n".join(PARAGRAPHS[1:]), "URL": URL},
    "news-source": {"News Source": SOURCE, "Article Title": TITLE, "Article Text": TEXT, "Published": DAY,
                    "article_source_link": URL},
    "json-ld": {"@type": "NewsArticle", "headline": TITLE, "datePublished": ISO, "articleBody": TEXT,
                "publisher": {"@type": "Organization", "name": SOURCE}, "url": URL},
    "nyt": {"headline": {"main": TITLE}, "pub_date": "2023-05-04T10:00:00+0000", "web_url": URL,
            "source": SOURCE, "body": TEXT, "lead_paragraph": "A flood.", "snippet": "A flood."},
    "wordpress": {"id": 9, "date": f"{DAY}T10:00:00", "link": URL, "title": {"rendered": TITLE},
                  "content": {"rendered": HTML}, "site_name": SOURCE},
    "elastic": {"_id": "x1", "_source": {"title": TITLE, "body": TEXT, "published": DAY, "outlet": SOURCE,
                                         "url": URL}},
    "epoch-seconds": {"headline": TITLE, "timestamp": 1683194400, "outlet": SOURCE, "link": URL,
                      "body": TEXT},
    "epoch-milliseconds": {"headline": TITLE, "published": 1683194400000, "outlet": SOURCE, "link": URL,
                           "full text": TEXT},
    "html-in-a-field": {"title": TITLE, "published": DAY, "source": SOURCE, "url": URL, "content": HTML},
    "upper-case": {"TITLE": TITLE, "PUBLISHED": DAY, "SOURCE": SOURCE, "URL": URL, "TEXT": TEXT},
    "camel-case": {"articleTitle": TITLE, "publishDate": DAY, "sourceName": SOURCE, "articleUrl": URL,
                   "articleBody": TEXT},
}  # fmt: skip
"""A row of each program and service, in its own columns."""

BY_HOST = frozenset({"gdelt", "news-please", "cc-news", "guardian-item"})
"""Layouts that know the outlet by its host only."""

NESTED = frozenset({"newsapi", "fundus", "guardian-item", "json-ld", "nyt", "wordpress", "elastic"})
"""Layouts with objects in their rows, which are no CSV."""


def table(row: dict[str, object], **form: str) -> bytes:
    """A row as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(row), **form)
    writer.writeheader()
    writer.writerow({k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()})
    return buffer.getvalue().encode()


def dumped(tree: object) -> bytes:
    """A tree as JSON."""
    return json.dumps(tree, ensure_ascii=False).encode()


def zipped(**members: str | bytes) -> bytes:
    """A zip archive; double underscores in the names stand for slashes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def rss() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{SOURCE}</title>
 <link>https://www.valleytimes.example</link><item><title>{TITLE}</title><link>{URL}</link>
 <pubDate>Thu, 04 May 2023 10:00:00 GMT</pubDate><description>A flood.</description>
 <content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>""".encode()


def atom() -> bytes:
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{SOURCE}</title>
 <entry><title>{TITLE}</title><link href="{URL}"/><id>x</id><updated>2023-05-05T10:00:00Z</updated>
 <published>{ISO}</published><summary>A flood.</summary>
 <content type="html"><![CDATA[{HTML}]]></content></entry></feed>""".encode()


def json_feed() -> bytes:
    item = {"id": "1", "url": URL, "title": TITLE, "date_published": ISO, "content_html": HTML}
    return dumped({"version": "https://jsonfeed.org/version/1.1", "title": SOURCE, "items": [item]})


def nitf() -> bytes:
    return f"""<?xml version="1.0"?><nitf><head><title>{TITLE}</title>
 <docdata><doc-id id-string="vt1"/><date.issue norm="20230504T100000Z"/></docdata>
 <pubdata type="print" name="{SOURCE}" date.publication="20230504T100000Z" ex-ref="{URL}"/></head>
 <body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Jane Doe</byline></body.head>
 <body.content>{HTML}<media><media-caption><p>A bridge.</p></media-caption></media></body.content></body>
 </nitf>""".encode()


def newsml() -> bytes:
    return f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
 <newsItem guid="urn:vt:1"><itemMeta><provider literal="{SOURCE}"/>
 <versionCreated>2023-05-05T10:00:00Z</versionCreated><link href="{URL}"/></itemMeta><contentMeta>
 <contentCreated>{ISO}</contentCreated><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML
 contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{HTML}</body></html>
 </inlineXML></contentSet></newsItem></itemSet></newsMessage>""".encode()


def eml() -> bytes:
    return (
        f"From: {SOURCE} <news@valleytimes.example>\nTo: desk@example.org\nSubject: {TITLE}\n"
        f"Date: Thu, 04 May 2023 10:00:00 +0000\nArchived-At: <{URL}>\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
    ).encode()


def html_eml() -> bytes:
    return eml().replace(b"text/plain", b"text/html").replace(TEXT.encode(), HTML.encode())


def mhtml() -> bytes:
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: {TITLE}\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: {URL}\r\n\r\n{PAGE}\r\n--b--\r\n"
    ).encode()


def warc(packed: bool = False) -> bytes:
    """The page twice, the newer one first, and a picture."""
    out = b""
    for moment, name, kind, body in (
        ("2023-05-05T00:00:00Z", URL, "text/html; charset=utf-8", PAGE.encode()),
        ("2023-05-04T00:00:00Z", URL, "text/html; charset=utf-8", PAGE.replace("three", "two").encode()),
        ("2023-05-05T00:00:00Z", f"{URL}.png", "image/png", b"PNG"),
    ):
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {name}\r\nWARC-Date: {moment}\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def wacz() -> bytes:
    return zipped(
        **{
            "archive__data.warc.gz": warc(packed=True),
            "pages__pages.jsonl": f'{{"url": "{URL}"}}',
            "datapackage.json": "{}",
        }
    )


def docx() -> bytes:
    import docx as library

    document = library.Document()
    document.add_heading(TITLE, 1)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def odt() -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in PARAGRAPHS)
    content = (
        f"<office:document-content {names}><office:body><office:text><text:h>{TITLE}</text:h>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})


def rtf() -> bytes:
    body = "".join(f"{paragraph}\\par\n" for paragraph in PARAGRAPHS)
    return f"{{\\rtf1\\ansi{{\\info{{\\title {TITLE}}}}}\n{body}}}".encode("ascii")


def pdf() -> bytes:
    """A PDF of two pages, written by hand: lines as a printer sets them."""
    import textwrap

    streams = []
    for paragraphs in (PARAGRAPHS[:2], PARAGRAPHS[2:]):
        lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, 56)]
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        streams.append(f"BT /F1 11 Tf 14 TL 72 720 Td\n{shown}ET")
    return pdf_of(streams, TITLE)


def pdf_of(streams: list[str], title: str = "") -> bytes:
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, stream in enumerate(streams):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    out, places = b"%PDF-1.4\n", []
    for n, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R "
            f"/Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ).encode()
    )


def epub() -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Issue 18</dc:title><dc:publisher>{SOURCE}</dc:publisher><dc:date>{DAY}</dc:date>"
        "</metadata>"
        '<manifest><item id="c" href="cover.xhtml"/><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="c"/><itemref idref="a"/></spine></package>'
    )
    chapter = (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>{TITLE}</h1>{HTML}'
        "</body></html>"
    )
    return zipped(
        **{
            "META-INF__container.xml": container,
            "OEBPS__content.opf": package,
            "OEBPS__cover.xhtml": "<html><body><p>Cover</p></body></html>",
            "OEBPS__a.xhtml": chapter,
        }
    )


def xlsx() -> bytes:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Headline", "Outlet", "Date", "Link", "Article Text"])
    book.active.append([TITLE, SOURCE, datetime.datetime(2023, 5, 4), URL, TEXT])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parquet() -> bytes:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    row = {"title": TITLE, "source": SOURCE, "date": datetime.datetime(2023, 5, 4), "url": URL, "text": TEXT}
    buffer = io.BytesIO()
    pq.write_table(pa.table({name: [value] for name, value in row.items()}), buffer)
    return buffer.getvalue()


def front_matter() -> bytes:
    return f"---\ntitle: {TITLE}\nsource: {SOURCE}\ndate: {DAY}\nurl: {URL}\n---\n{TEXT}".encode()


PLAIN = ROWS["upper-case"]
PLAIN_CSV = table(PLAIN)
PANDAS = {name: {"0": value} for name, value in PLAIN.items()}

FILES: Files = {
    **{f"{name}.csv": lambda row=row: table(row) for name, row in ROWS.items() if name not in NESTED},
    **{f"{name}.jsonl": lambda row=row: dumped(row) + b"\n" for name, row in ROWS.items()},
    "tabs.tsv": lambda: table(PLAIN, delimiter="\t"),
    "semicolons.csv": lambda: table(PLAIN, delimiter=";"),
    "utf16.csv": lambda: PLAIN_CSV.decode().encode("utf-16"),
    "array.json": lambda: dumped([PLAIN]),
    "one.json": lambda: dumped(PLAIN),
    "articles.json": lambda: dumped({"status": "ok", "articles": [ROWS["newsapi"]]}),
    "results.json": lambda: dumped({"results": [PLAIN], "count": 1}),
    "guardian.json": lambda: dumped({"response": {"status": "ok", "results": [ROWS["guardian-item"]]}}),
    "nyt.json": lambda: dumped({"status": "OK", "response": {"docs": [ROWS["nyt"]], "meta": {"hits": 1}}}),
    "elastic.json": lambda: dumped({"took": 1, "hits": {"total": 1, "hits": [ROWS["elastic"]]}}),
    "graph.json": lambda: dumped({"@context": "https://schema.org", "@graph": [ROWS["json-ld"]]}),
    "pandas.json": lambda: dumped(PANDAS),
    "pandas-index.json": lambda: dumped({"0": PLAIN}),
    "lines.json": lambda: b"\n".join(
        [dumped(PLAIN), dumped({**PLAIN, "TEXT": "It poured.", "URL": URL + "2"})]
    ),
    "pretty.jsonl": lambda: json.dumps([PLAIN], indent=1).encode(),
    "packed.csv.gz": lambda: gzip.compress(PLAIN_CSV),
    "packed.jsonl.bz2": lambda: bz2.compress(dumped(PLAIN)),
    "packed.json.xz": lambda: lzma.compress(dumped([PLAIN])),
    "feed.rss": rss,
    "feed.xml": rss,
    "feed.atom": atom,
    "feed.json": json_feed,
    "story.nitf": nitf,
    "nitf.xml": nitf,
    "newsml.xml": newsml,
    "mail.eml": eml,
    "html-mail.eml": html_eml,
    "mails.mbox": lambda: b"From x@y Thu May  4 10:00:00 2023\n" + eml() + b"\n",
    "page.html": PAGE.encode,
    "page.htm.gz": lambda: gzip.compress(PAGE.encode()),
    "saved.mhtml": mhtml,
    "crawl.warc": warc,
    "crawl.warc.gz": lambda: warc(packed=True),
    "crawl.wacz": wacz,
    "letter.docx": docx,
    "letter.odt": odt,
    "letter.rtf": rtf,
    "paper.pdf": pdf,
    "issue.epub": epub,
    "book.xlsx": xlsx,
    "table.parquet": parquet,
    "plain.txt": TEXT.encode,
    "front.md": front_matter,
}
"""The bytes of each file, by its name."""

TITLE_ONLY = frozenset({"letter.docx", "letter.odt", "letter.rtf", "paper.pdf"})
"""Documents that say no more of themselves than their title."""
