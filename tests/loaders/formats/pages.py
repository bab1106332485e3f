"""Web pages around the paragraphs of a plan, in the ways that government sites lay them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

METADATA = {
    "索引号": "000014349/2014-00043",
    "主题分类": "市场监管、安全生产监管\\质量监督",
    "发文机关": "国务院办公厅",
    "成文日期": "2014年04月21日",
    "标题": "国务院办公厅关于印发贯彻实施质量发展纲要2014年行动计划的通知",
    "发文字号": "国办发〔2014〕18号",
    "发布日期": "2014年05月15日",
}

_MENU = "".join(
    f'<li><a href="/{i}/">{name}</a></li>'
    for i, name in enumerate(
        ["首页", "要闻", "政策", "政务公开", "办事服务", "互动交流", "政策解读", "国务院公报", "通知公告", "数据查询"]
        * 4
    )
)
_FOOTER = (
    '<div class="footer"><p>主办单位：某某人民政府办公厅　承办单位：某某信息中心</p><p>版权所有：某某政府网 网站标识码bm01000001 '
    "京ICP备05070218号</p><script>document.write('您访问的链接即将离开本站。是否继续？');</script></div>"
)
_SHARE = (
    '<div class="share"><a href="#">分享到：</a><a href="#">微信</a><a href="#">微博</a></div>'
    '<p class="tools">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】 <a href="#">打印</a> <a href="#">关闭</a></p>'
)
_RELATED = (
    '<ul class="related">'
    + "".join(f'<li><a href="/r{i}">质检总局解读行动计划之{i}：加强监管。</a></li>' for i in range(6))
    + "</ul>"
)


def page(body: str, *, title: str = "某某政府网", head: str = "", charset: str = "utf-8") -> str:
    """A whole page with menus, a script, style and a footer around the body."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}</title>{head}'
        "<style>.a{color:red}</style><script>var a='<div>';</script></head>\n<body>\n"
        f'<div class="header"><ul class="menu">{_MENU}</ul></div>\n<div class="crumbs">当前位置：<a href="/">首页</a> &gt; '
        f'<a href="/z/">政策</a></div>\n{body}\n{_RELATED}{_FOOTER}\n</body></html>'
    )


def metadata_table(metadata: dict[str, str] = METADATA) -> str:
    """The table of gov.cn: two pairs a row, labels with spaces inside."""
    spaced = {"索引号": "索 引 号", "标题": "标　　题"}
    cells = [f'<td class="zcwj_ly"><b>{spaced.get(k, k)}：</b></td><td>{escape(v)}</td>' for k, v in metadata.items()]
    rows = ["".join(cells[i : i + 2]) for i in range(0, len(cells), 2)]
    return '<table class="bd1"><tbody>' + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def metadata_list(metadata: dict[str, str] = METADATA) -> str:
    """A list of one pair an item."""
    items = "".join(f"<li><strong>{k}：</strong><span>{escape(v)}</span></li>" for k, v in metadata.items())
    return f'<div class="xxgk"><ul>{items}</ul></div>'


def metadata_terms(metadata: dict[str, str] = METADATA) -> str:
    """A list of terms: label and value in elements of their own."""
    return "<dl>" + "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in metadata.items()) + "</dl>"


def metadata_boxes(metadata: dict[str, str] = METADATA) -> str:
    """A pair of boxes for each."""
    return "".join(
        f'<div class="row"><div class="label">{k}：</div><div class="value">{escape(v)}</div></div>'
        for k, v in metadata.items()
    )


# ---- templates: paragraphs to a page ----------------------------------------------------------------------------


def paragraphs(lines: Sequence[str]) -> str:
    """One <p> a paragraph in #UCAP-CONTENT, headings bold, indentation by U+3000."""
    marked = (f"<strong>{escape(x)}</strong>" if x.startswith(("一、", "二、")) else escape(x) for x in lines)
    inner = "\n".join(f'<p style="text-indent: 2em">　　{x}</p>' for x in marked)
    return page(f'{_SHARE}<div class="pages_content" id="UCAP-CONTENT">{inner}</div><div>责任编辑：某某</div>')


def breaks(lines: Sequence[str]) -> str:
    """Everything in one <td class="b12c"> with <br>, inside layout tables."""
    inner = "<br>\n<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(x)}" for x in lines)
    return page(
        f'<table width="100%"><tr><td><table><tr><td class="b12c" id="Zoom">{inner}<br><br>扫一扫在手机打开当前页<br>'
        "</td></tr></table></td></tr></table>"
    )


def office(lines: Sequence[str]) -> str:
    """What Word leaves behind: spans every few characters, o:p, conditional comments."""

    def spans(line: str) -> str:
        cut = [escape(line[i : i + 7]) for i in range(0, len(line), 7)]
        return "".join(
            f'<span style="font-size:16.0pt;mso-bidi-font-size:12.0pt"><font face="仿宋">{c}</font></span>' for c in cut
        )

    inner = "".join(
        f'<p class="MsoNormal"><!--[if !supportLists]--><span lang="EN-US">{spans(x)}</span><o:p></o:p></p>\n'
        for x in lines
    )
    return page(f'<div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style>{inner}</div>')


def plain(lines: Sequence[str]) -> str:
    """A page of a system that nobody knows: no class that means anything."""
    inner = "".join(f"<p>{escape(x)}</p>" for x in lines)
    return page(f'<div class="k1"><div class="k2"><h1>某某</h1>{_SHARE}<div class="k3">{inner}</div></div></div>')


def saved(lines: Sequence[str]) -> str:
    """Divs in divs, line breaks of the source inside paragraphs, everything in an ASP form."""

    def broken(line: str) -> str:
        return "\n      ".join(re.findall(r".{30,}?[\u4e00-\u9fff](?=[\u4e00-\u9fff])|.+", escape(line)))

    inner = "".join(f"<div><div>\n      {broken(x)}\n    </div></div>" for x in lines)
    return page(f'<form action="#"><input type="hidden" value="1"><div class="article-content">{inner}</div></form>')


TEMPLATES: dict[str, Callable[[Sequence[str]], str]] = {
    f.__name__: f for f in (paragraphs, breaks, office, plain, saved)
}
