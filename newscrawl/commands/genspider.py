"""`scrapy genspider`: Scrapy's own, with a newspaper among the templates."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scrapy.commands import genspider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import closest_scrapy_cfg

from newscrawl import urls
from newscrawl.command import refuse_unknown_options
from newscrawl.exitcodes import ExitCode
from newscrawl.skeleton import FOLDER, TEMPLATE, Skeleton, wrong_name

HELP = """\
Examples:
  scrapy genspider -t news lanternpost lanternpost.example
  scrapy genspider -t news lanternpost https://www.lanternpost.example/english/
  scrapy genspider -d news       shows the template
  scrapy genspider -l            Scrapy's own are there as well

The file goes into the package that NEWSPIDER_MODULE names, ready to run:
`scrapy crawl lanternpost`. What to fill in, `scrapy probe URL` proposes; and
`scrapy probe URL --write lanternpost` fills it in at once.
"""


class Command(genspider.Command):
    """Writes the spider of a newspaper, or another by a template of Scrapy's."""

    def short_desc(self) -> str:
        """Return what the command does."""
        return "Write the spider of a newspaper (-t news), or another by a template"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add Scrapy's options, and at the end what they mean here."""
        super().add_options(parser)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = HELP

    def run(self, args: list[str], opts: Namespace) -> None:
        """Write the file; Scrapy says where."""
        refuse_unknown_options(args)
        is_writing = not (opts.list or opts.dump)
        if is_writing and opts.template == TEMPLATE:
            if len(args) != 2:
                raise UsageError("name the spider and its domain", print_help=False)
            assert self.settings is not None
            check(self.settings, args[0], is_new=not opts.force)
            args[1] = address(args[1])
        super().run(args, opts)

    def write(self, name: str, skeleton: Skeleton) -> Path:
        """Write the spider *name*, which `check` has let pass, as *skeleton* says."""
        self._skeleton = skeleton
        path = FOLDER / "spiders" / f"{TEMPLATE}.tmpl"
        return self._genspider(name, name, skeleton.starts[0], TEMPLATE, path)

    _skeleton: Skeleton | None = None

    def _generate_template_variables(
        self, module: str, name: str, url: str, template_name: str
    ) -> dict[str, Any]:
        given = super()._generate_template_variables(module, name, url, template_name)
        if template_name != TEMPLATE:
            return given
        skeleton = self._skeleton or Skeleton(domains=(urls.host(url),), starts=(url,))
        return {**given, **skeleton.variables}

    def _find_template(self, template: str) -> Path | None:
        own = FOLDER / "spiders" / f"{template.removesuffix('.tmpl')}.tmpl"
        theirs = Path(self.templates_dir, own.name)
        if own.exists() and not theirs.exists() and not Path(own.name).exists():
            return own
        found = super()._find_template(template)
        if found is None:
            self.exitcode = ExitCode.USAGE
        return found

    def _list_templates(self) -> None:
        super()._list_templates()
        print(f"  {TEMPLATE}")

    def _spider_exists(self, name: str) -> bool:
        exists = super()._spider_exists(name)
        if exists:
            self.exitcode = ExitCode.USAGE
        return exists


def check(settings: BaseSettings, name: str, *, is_new: bool = True) -> None:
    """Raise UsageError where no spider *name* can be written, or none that is new."""
    if why := wrong_name(name) or (_taken(settings, name) if is_new else ""):
        raise UsageError(
            f"{name!r} cannot be the name of a spider: {why}; choose another, such as"
            " lanternpost",
            print_help=False,
        )
    module = settings.get("NEWSPIDER_MODULE") or ""
    if module.partition(".")[0] == __name__.partition(".")[0] and _is_installed(module):
        raise UsageError(
            f"NEWSPIDER_MODULE={module} is where newscrawl is installed, and the next"
            " upgrade would remove the spider. In a checkout: make install. Else make a"
            ' project of your own: CONTRIBUTING.md, "In a project of your own"',
            print_help=False,
        )


def _taken(settings: BaseSettings, name: str) -> str:
    """Return what stands where the spider *name* would; "" where nothing does."""
    if name == settings.get("BOT_NAME"):
        return "it is that of the project"
    spiders = get_spider_loader(settings)
    if name in spiders.list():
        return f"{spiders.load(name).__module__} has a spider of that name already"
    module = settings.get("NEWSPIDER_MODULE")
    spec = find_spec(module) if module else None
    places = spec.submodule_search_locations if spec else None
    found = (Path(place, f"{name}.py") for place in places or ["."])
    taken = next(filter(Path.exists, found), None)
    return f"{taken} exists already" if taken else ""


def _is_installed(module: str) -> bool:
    """Say whether *module* is outside of the folder with the scrapy.cfg."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin
    project = closest_scrapy_cfg()
    root = Path(project).parent.resolve() if project else None
    return root is None or root not in Path(spec.origin).resolve().parents


def address(domain: str) -> str:
    """Return the front page of *domain*, which may be an address; raises UsageError."""
    try:
        return urls.canonical(urls.typed(domain))
    except ValueError as error:
        raise UsageError(
            f"{domain!r} is no domain, such as lanternpost.example", print_help=False
        ) from error
