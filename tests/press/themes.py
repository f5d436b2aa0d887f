"""Article pages in the manner of the common systems, with the chrome that they print around a text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from tests.press.labels import LABELS
from tests.press.sites import Article, Site


def article_page(site: Site, article: Article, others: Sequence[Article]) -> str:
    """The page of an article; `others` are headlines of the site for its boxes."""
    parts = {
        "paragraphs": [escape(p, quote=False) for p in article.paragraphs],
        "title": escape(article.title),
        "stamp": datetime.fromisoformat(article.published).strftime("%d.%m.%Y %H:%M"),
        "label": LABELS[site.language],
        "links": [f'<a href="{other.path}">{escape(other.title)}</a>' for other in others],
    }
    return THEMES[site.theme](site, article, **parts)


def _head(site: Site, article: Article, title: str, extra: str = "") -> str:
    direction = ' dir="rtl"' if site.language == "ar" else ""
    declared = "" if site.theme == "tables" else f'<meta charset="{site.charset}">'
    return (
        f'<!DOCTYPE html><html lang="{site.language}"{direction}><head>{declared}<title>{title} - {escape(site.name)}'
        f"</title>{extra}<style>.x{{color:red}}</style><script>window.layer=[];</script></head>"
    )


def _properties(site: Site, article: Article) -> str:
    return (
        f'<link rel="canonical" href="{site.root}{article.path}"><meta property="og:title" content="'
        f'{escape(article.title)}"><meta property="og:site_name" content="{escape(site.name)}">'
        f'<meta property="article:published_time" content="{article.published}">'
    )


def agency(site, article, paragraphs, title, stamp, label, links) -> str:
    document = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "author": [{"@type": "Person", "name": article.author}] if article.author else [],
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name},
    }
    script = f'<script type="application/ld+json">{json.dumps(document)}</script>'
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"{_head(site, article, title, script)}<body><header><nav>{_menu(site)}</nav></header><main><article>"
        f"<h1>{title}</h1><div class='byline'>{label['by']} {escape(article.author)}</div><div class='body'>{body}</div>"
        f"<div class='share'><span>{label['share']}</span><a>Facebook</a><a>X</a></div></article>"
        f"<aside><h3>{label['most']}</h3><ul>{_items(links)}</ul></aside></main><footer>© {site.name}</footer></body></html>"
    )


def wordpress(site, article, paragraphs, title, stamp, label, links) -> str:
    body = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'{_head(site, article, title, _properties(site, article))}<body class="single has-sidebar comments-open">'
        f'<div id="page"><header class="site-header"><p class="site-title"><a href="/">{site.name}</a></p>'
        f"<p class='site-description'>{site.slogan}</p><nav>{_menu(site)}</nav></header><div id='content'><main>"
        f'<article class="post hentry"><header class="entry-header"><h1 class="entry-title">{title}</h1>'
        f'<time class="entry-date" datetime="{article.published}">{stamp}</time> <span class="author">'
        f'{label["by"]} {escape(article.author)}</span></header><div class="entry-content">{body}'
        f'<div class="sharedaddy"><h3 class="sd-title">{label["share"]}</h3><ul><li>Twitter</li><li>Facebook</li></ul></div>'
        f'</div></article><div id="comments"><ol class="comment-list"><li class="comment"><p>{label["say"]}</p></li></ol>'
        f'<div id="respond"><h3 id="reply-title">{label["comments"]}</h3><form method="post"><p class="comment-notes">'
        f"{label['note']}</p><p><label>{label['name']}</label><input name='author'></p></form></div></div></main>"
        f"<aside id='secondary'><h2>{label['most']}</h2><ul>{_items(links)}</ul></aside></div>"
        f"<footer>{label['rights']}</footer></div></body></html>"
    )


def newsmag(site, article, paragraphs, title, stamp, label, links) -> str:
    middle = f"<p><strong>{label['read']}: {links[0]}</strong></p>"
    body = "".join(f"<p>{p}</p>{middle if i == 1 else ''}" for i, p in enumerate(paragraphs))
    return (
        f"{_head(site, article, title, _properties(site, article))}<body><div class='td-theme-wrap'><div class='td-header'>"
        f"{site.name}{_menu(site)}</div><div class='td-post-header'><h1 class='entry-title'>{title}</h1>"
        f"<div class='td-module-meta-info'>{label['by']} <a>{escape(article.author)}</a> - <time datetime='"
        f"{article.published}'>{stamp}</time></div></div><div class='td-post-content'>{body}<p>{label['newsletter']}</p>"
        f"</div><div class='td-post-sharing'><span>Facebook</span><span>WhatsApp</span></div>"
        f"<div class='td_block_related_posts'><h4>RELATED ARTICLES</h4>{''.join(f'<h3>{a}</h3>' for a in links)}</div>"
        f"<div class='td-comments'><h3>LEAVE A REPLY Cancel reply</h3><p>{label['enter']}</p><p>{label['name']}</p></div>"
        f"</div></body></html>"
    )


def portal(site, article, paragraphs, title, stamp, label, links) -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"{_head(site, article, title)}<body><div class='wr'><div class='lg'>{site.name}</div><div class='sl'>{site.slogan}"
        f"</div><div class='p1'><p>{', '.join(site.categories[:3])}</p><div class='zg'>{title}</div>{body}"
        f"<p>{label['read']}: {links[0]}</p><p>{label['comments']}</p><textarea></textarea></div><div class='p2'>"
        f"<p>{label['most']}</p>{''.join(f'<p>{a}</p>' for a in links)}</div><div class='ft'>{label['rights']}</div></div>"
        f"</body></html>"
    )


def modern(site, article, paragraphs, title, stamp, label, links) -> str:
    box = f"<aside class='related-inline'><h4>{label['read']}</h4>{links[0]}</aside>"
    body = "".join(f"<p>{p}</p>{box if i == 1 else ''}" for i, p in enumerate(paragraphs))
    return (
        f"{_head(site, article, title, _properties(site, article))}<body><div id='__next'><header>{_menu(site)}</header>"
        f"<div class='cookie-banner'>{label['cookies']}</div><main><article><h1>{title}</h1><div class='meta'>"
        f"<span class='author'>{label['by']} {escape(article.author)}</span></div><div class='article-body'>{body}</div>"
        f"<div class='newsletter'><p>{label['newsletter']}</p></div></article><aside><h3>{label['most']}</h3><ol>"
        f"{_items(links)}</ol></aside></main><footer>© {site.name}. {label['rights']}</footer></div></body></html>"
    )


def drupal(site, article, paragraphs, title, stamp, label, links) -> str:
    author = f'<meta name="author" content="{escape(article.author)}">' if article.author else ""
    meta = f'<meta name="dcterms.date" content="{article.published}">{author}'
    body = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"{_head(site, article, title, meta)}<body class='node-type-article'><div id='header'><ul class='menu'>{_menu(site)}"
        f"</ul></div><div class='breadcrumb'><a href='/'>{label['home']}</a> » <a>{site.categories[0]}</a></div>"
        f"<div id='content'><h1 class='title'>{title}</h1><div class='submitted'>{stamp} - {escape(article.author)}</div>"
        f"<div class='field field-name-body'><div class='field-item'>{body}</div></div><div class='field-name-field-tags'>"
        f"<span>{label['tags']}</span> <a>{site.categories[1]}</a></div><section id='comments'><h2>{label['comments']}</h2>"
        f"<div class='comment'><p>{label['say']}</p></div></section></div><div class='sidebar'><h2>{label['most']}</h2>"
        f"{''.join(f'<p>{a}</p>' for a in links)}</div><div id='footer'><p>{label['rights']}</p></div></body></html>"
    )


def tables(site, article, paragraphs, title, stamp, label, links) -> str:
    body = "<br><br>".join(paragraphs)
    menu = "".join(f"<a href='#'>{name}</a><br>" for name in site.categories)
    return (
        f"{_head(site, article, title)}<body><table width='100%'><tr><td colspan='3'>{site.name} — {site.slogan}</td></tr>"
        f"<tr><td width='150'>{menu}</td><td><b>{title}</b><br><small>{stamp}</small><br><br>{body}<br><br>"
        f"<a href='#'>{label['share']}</a> <a href='#'>{label['comments']}</a></td><td width='200'><b>{label['most']}</b>"
        f"<br>{'<br>'.join(links)}</td></tr></table>{label['rights']}</body></html>"
    )


def _menu(site: Site) -> str:
    return "".join(f"<li><a href='/s/{i}'>{name}</a></li>" for i, name in enumerate(site.categories))


def _items(links: Sequence[str]) -> str:
    return "".join(f"<li>{link}</li>" for link in links)


THEMES = {
    theme.__name__: theme for theme in (agency, wordpress, newsmag, portal, modern, drupal, tables)
}  # fmt: skip
