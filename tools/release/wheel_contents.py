"""What a wheel holds beside the code: the templates, blank forms and settings that an office is begun with."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SEEDS = ("templates", "samples")
# What a running office leaves in its folder of templates, and editors beside what they have open.
NOT_OURS = ("periksa",)
BESIDE = ("~", ".")


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]  # hatchling loads it by name
    """Lays the seeds into the package; an environment of developers reads them where they lie."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; `version` is what is built: standard or editable."""
        if version != "standard":
            return
        root = Path(self.root)
        inside = build_data["force_include"]
        inside[str(root / "pmbs.toml")] = "generator/seed/pmbs.toml"
        for path in (one for seed in SEEDS for one in sorted((root / seed).rglob("*"))):
            place = path.relative_to(root)
            is_left_out = place.parts[1] in NOT_OURS or path.name.startswith(BESIDE)
            if path.is_file() and not is_left_out:
                inside[str(path)] = f"generator/seed/{place}"
