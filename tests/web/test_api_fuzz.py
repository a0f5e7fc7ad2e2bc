"""The API holds to its own description under thousands of made-up requests (schemathesis)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import GenerationMode

from generator.admission import Right
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from generator.web.api.api import API_ROOT
from generator.web.door.rights import TABLE
from tests.office_kit import KESEPAKATAN, drop, form, make_office_folder, open_office

pytestmark = pytest.mark.slow

EXAMPLES = 50


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder = make_office_folder(
        tmp_path_factory.mktemp("kantor") / "kantor",
        web="enabled = false\napi_requests_per_minute = 10000",
    )
    office = open_office(folder)
    token = office.access.tokens.add("fuzz", frozenset(Right))
    drop(office, form(kesepakatan=KESEPAKATAN))
    handling.handle_once(office)
    server = WebServer(office, WebSettings(port=0, api_requests_per_minute=10_000))
    server.start()
    made = schemathesis.openapi.from_url(f"{server.url}api/v1/openapi.json")
    made.config.update(base_url=f"{server.url}api/v1", headers={"Authorization": f"Bearer {token}"})
    yield made
    server.stop()
    office.close()


OPERATIONS = [
    (method, path, mode)
    for method, path in TABLE
    if path.startswith(API_ROOT) and not path.endswith("/openapi.json")
    for mode in GenerationMode
    # Nothing can be wrong about a request that takes no values.
    if not (path.endswith(("/schema", "/status")) and mode is GenerationMode.NEGATIVE)
]
STANDING = {"case": "PMBS-2026-0001", "item": 2, "place": 1}


@pytest.mark.parametrize(("method", "path", "mode"), OPERATIONS)
def test_every_answer_is_one_that_the_description_tells(
    api: Any, method: str, path: str, mode: GenerationMode
) -> None:
    """Made-up cases are rarely there, so every other right request asks for one that is."""
    operation = api[path.removeprefix(API_ROOT)][method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
        derandomize=True,
    )
    @given(case=operation.as_strategy(generation_mode=mode), is_there=strategies.booleans())
    def holds(case: Any, *, is_there: bool) -> None:
        if is_there and mode is GenerationMode.POSITIVE:
            case.path_parameters |= {
                name: value for name, value in STANDING.items() if name in case.path_parameters
            }
        case.call_and_validate()

    holds()
