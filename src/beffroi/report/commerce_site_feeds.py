"""What machines read of a public site: its map for search engines, and its agenda as a feed."""

from collections.abc import Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from beffroi.study.commerce_directory import Directory

MOST_ADDRESSES = 50_000
"""Addresses of a site map, as its protocol allows."""
MOST_ENTRIES = 100
"""Events of the feed."""


def sitemap(made: Directory, pages: Sequence[str]) -> str:
    """List the pages for search engines (https://www.sitemaps.org/protocol.html)."""
    day = f"<lastmod>{escape(made.date)}</lastmod>" if made.date else ""
    rows = "".join(
        f"<url><loc>{escape(made.url + quote(page))}</loc>{day}</url>\n"
        for page in pages[:MOST_ADDRESSES]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def robots(made: Directory) -> str:
    """Let every robot in, save to the sheets to print."""
    site = f"Sitemap: {made.url}sitemap.xml\n" if made.url else ""
    return f"User-agent: *\nDisallow: /affiches/\n{site}"


def feed(made: Directory) -> str:
    """Write the coming events as an Atom feed (RFC 4287)."""
    updated = f"{made.first.isoformat()}T00:00:00Z"
    entries = "".join(
        "<entry>"
        f"<id>{escape(made.url)}agenda.html#{quote(str(row['occurrence_id']), safe='')}</id>"
        f"<title>{escape(_plain(row['title']))}</title><updated>{updated}</updated>"
        f'<link href="{escape(made.url)}agenda.html"/>'
        f"<summary>{escape(_plain(row['begins']))}</summary></entry>\n"
        for row in made.events.head(MOST_ENTRIES).to_dict("records")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{escape(made.url)}agenda.html</id><title>{escape(made.title)}</title>"
        f"<updated>{updated}</updated><author><name>{escape(made.title)}</name></author>\n"
        f'<link rel="self" href="{escape(made.url)}feed.xml"/>\n{entries}</feed>\n'
    )


def _plain(value: object) -> str:
    """Leave out the signs that XML does not allow."""
    return "".join(c for c in str(value) if c.isprintable())
