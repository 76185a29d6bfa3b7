"""What weighs most on a real page and says nothing: styles and scripts."""

from newscrawl.newspaper.chance import Draw

_PARTS = (
    "site post entry card menu widget hero grid share footer byline gallery".split()
)
_STATES = ("", ":hover", ":focus", " > a", " img", "::before", " li + li")
_RULES = (
    "margin:0 auto {0}px",
    "padding:{0}px {1}px",
    "color:#{2:06x}",
    "font-size:clamp(.875rem,{1}vw,{0}px)",
    "line-height:1.{0}",
    "border-bottom:1px solid #{2:06x}",
    "background:linear-gradient(90deg,#{2:06x} {1}%,transparent)",
    "transition:opacity .{0}s ease-in-out",
)


def style(seed: int, size: int) -> str:
    """Return a style sheet of about *size* characters."""
    draw = Draw(seed, 91)
    lines: list[str] = []
    length = 0
    while length < size:
        line = _rule(draw)
        length += len(line)
        lines.append(line)
    return "".join(lines)


def _rule(draw: Draw) -> str:
    selector = f".{draw.one(_PARTS)}-{draw.one(_PARTS)}{draw.one(_STATES)}"
    rules = (
        rule.format(draw.below(48), draw.below(32), draw.below(1 << 24))
        for rule in draw.some(_RULES, 3)
    )
    return f"{selector}{{{';'.join(rules)}}}"


def script(seed: int, size: int) -> str:
    """Return a script of about *size* characters, which does nothing."""
    draw = Draw(seed, 92)
    lines = ["window.lantern=window.lantern||{};"]
    while len(lines) * 92 < size:
        part = draw.one(_PARTS)
        number = draw.below(1 << 30)
        lines.append(
            f'(function(w){{var e=w["{part}{number}"];if(e&&e.length>{number % 90})'
            f"{{e.forEach(function(n){{n.hidden=!1}})}}}})(window.lantern);"
        )
    return "".join(lines)
