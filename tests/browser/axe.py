"""axe-core on a page, or on what has opened above it, in light and in dark.

What lives here: asking it, and what it is asked. Not here: what is opened (test_pages, test_dialogs).
"""

from __future__ import annotations

from pathlib import Path

import axe_core_python
from playwright.sync_api import Page, expect

SOURCE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# All is looked at; only of what is violated is every place told, which spares axe most of its work.
TOLD = {"resultTypes": ["violations"]}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, **TOLD}
# This axe is older than passkeys: it takes the browser's own word for them in a field's autocomplete for a mistake.
PASSKEYS = {"checks": [{"id": "autocomplete-valid", "options": {"stateTerms": ["username webauthn"]}}]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **TOLD}


def stands(page: Page) -> None:
    """Nothing is being fetched or worked out any more."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def violations(page: Page, within: str = "html", *, rules: object = RULES) -> list[str]:
    """What axe finds within the elements that a selector finds, in the theme that the page has now."""
    # Run in the tool's own world: the page's policy lets no script in but its own, and that is as it should be.
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"(passkeys) => {{ {SOURCE}; axe.configure(passkeys); }}", PASSKEYS)
    found = page.evaluate(
        """async ([within, rules]) => {
          const include = [...document.querySelectorAll(within)];
          if (include.length === 0) throw new Error(`nothing is open: ${within}`);
          return (await axe.run({ include }, rules)).violations;
        }""",
        [within, rules],
    )
    return [
        f"{one['id']}: {one['help']} – {[(node['target'], node['html'][:160]) for node in one['nodes'][:3]]}"
        for one in found
    ]


def violations_in_both_themes(page: Page, within: str = "html") -> list[str]:
    """All of it in light and then, of the same elements, the colours in dark."""
    said = [f"light: {one}" for one in violations(page, within)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    said += [f"dark: {one}" for one in violations(page, within, rules=COLOURS)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return said
