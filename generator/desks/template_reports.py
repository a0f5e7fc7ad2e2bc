"""Every template of the office in one examination: those of letters, and those of the archive's own papers."""

from generator.desks.act_specimens import examine_papers
from generator.letters import TemplateReport, examine_templates
from generator.office.office import Office

__all__ = ["template_reports"]


def template_reports(office: Office) -> list[TemplateReport]:
    """Each template with what is wrong with it, or doubtful.

    Raises:
        ConfigurationError: letters.toml cannot be used.
    """
    letters = examine_templates(
        office.catalogue,
        office.templates,
        office.config,
        today=office.clock.today(),
        engine=office.filler.engine,
    )
    return [*letters, *examine_papers(office)]
