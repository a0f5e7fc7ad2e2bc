"""A template runs nothing: whatever is written in one, it is held, told and cut off, and others go on."""

import io
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.letters import Filler, text_of
from generator.letters.engine.caged import CagedEngine
from generator.letters.engine.engine import Engine
from generator.letters.engine.environment import CALLS, PLAIN_FILTERS, TemplateEnvironment
from generator.letters.engine.jobs import (
    READY,
    EngineAnswer,
    Job,
    UnfitAnswerError,
    read_answer,
    write_answer,
)
from generator.letters.template.examining import TemplateFault
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import FixedClock
from generator.vocabulary.problems import FormHeldError, NotReadyError, Problem
from tests.letters.kit import (
    CATALOGUE,
    CONFIG,
    DAY,
    TEMPLATES,
    check_templates,
    edit,
    filled,
    specimen,
)
from tests.office_kit import ENGINE, NOON, TEMU_BAHAS, drop, form, make_office_folder
from tests.stub_converter import StubConverter

KIND = "surat-koordinasi"
ONLY = replace(CATALOGUE, types={KIND: CATALOGUE.types[KIND]})
HAL = "{{ surat.hal }}"
LOOP = "{% for a in range(99999) %}"
END = "{% endfor %}"

# Ways out of a sandbox, as they are told of Jinja and of this program's own data; and ways to stay in.
RUNNING = {
    "class": "{{ ''.__class__ }}",
    "class by key": "{{ ''['__class__'] }}",
    "class by filter": "{{ '' | attr('__class__') }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a filter": "{{ kapital.__globals__ }}",
    "globals of range": "{{ range.__globals__ }}",
    "init of range": "{{ range.__init__.__globals__['sys'] }}",
    "self": "{{ self.__init__.__globals__ }}",
    "self blocks": "{{ self._TemplateReference__context }}",
    "loop": "{% for a in [1] %}{{ loop.__class__ }}{% endfor %}",
    "loop undefined": "{% for a in [1] %}{{ loop._undefined }}{% endfor %}",
    "loop iterator": "{% for a in [1] %}{{ loop._iterator.__class__ }}{% endfor %}",
    "cycler": "{{ cycler('a').__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner().__init__.__globals__ }}",
    "namespace": "{{ namespace().__init__.__globals__ }}",
    "lipsum": "{{ lipsum.__globals__.os.popen('id').read() }}",
    "dict": "{{ dict.mro() }}",
    "config": "{{ config.items() }}",
    "request": "{{ request.application }}",
    "model fields": "{{ klien.model_fields }}",
    "model dump": "{{ klien.model_dump_json() }}",
    "model construct": "{{ klien.model_construct }}",
    "model parse": "{{ klien.parse_file('/etc/passwd') }}",
    "model copy": "{{ klien.model_copy(update={}) }}",
    "text format": "{{ '{0.__class__}'.format(klien) }}",
    "text format map": "{{ '{a}'.format_map({'a': 1}) }}",
    "percent": "{{ '%s' % klien }}",
    "format filter": "{{ '%s' | format(klien) }}",
    "map of attribute": "{{ ['a'] | map(attribute='__class__') | list }}",
    "sort by attribute": "{{ ['a', 'b'] | sort(attribute='__class__.__mro__') }}",
    "group by attribute": "{{ ['a', 'b'] | groupby('__class__') }}",
    "map to a filter that is none": "{{ ['a'] | map('attr', '__class__') | list }}",
    "date": "{{ surat.tanggal.__class__ }}",
    "date method": "{{ surat.tanggal.strftime('%c') }}",
    "date by replace": "{{ surat.tanggal.replace(year=1) }}",
    "text method": "{{ klien.nama.encode() }}",
    "text join": "{{ ''.join(['a']) }}",
    "change a list": "{{ surat.tembusan.append('x') }}",
    "change a mapping": "{{ klien.update({'nama': 'x'}) }}",
    "pop": "{{ klien.pop('nama') }}",
    "safe": "{{ klien.nama | safe }}",
    "pprint": "{{ klien | pprint }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import '/etc/passwd' as a %}",
    "from import": "{% from '/etc/passwd' import a %}",
    "extends": "{% extends '/etc/passwd' %}",
    "block": "{% block a %}{% endblock %}",
    "do": "{% do klien.clear() %}",
    "power": "{{ 9 ** 999999999 }}",
    "power of a power": "{{ 99 ** 99 ** 99 }}",
    "long text": "{{ 'a' * 999999999 }}",
    "long list": "{{ [1] * 999999999 }}",
    "many numbers": "{{ range(999999999) | list }}",
}
# They do nothing but go on: the deadline or the limit of memory ends them.
ENDLESS = {
    "loops in loops": f"{LOOP}{LOOP}{LOOP}{END}{END}{END}",
    "macro without end": "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
    "text that doubles": "{% set a = 'aaaaaaaaaaaaaaaa' %}"
    + "{% set a = a ~ a %}" * 40
    + "{{ a }}",
    "text of many pages": "{% for a in range(99999) %}" + "x" * 200 + END,
    "list that doubles": "{% set a = [1, 2, 3, 4, 5, 6, 7, 8] %}"
    + "{% set a = a + a %}" * 40
    + "{{ a }}",
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


@pytest.fixture(scope="module")
def caged() -> Iterator[CagedEngine]:
    engine = CagedEngine(seconds=3)
    yield engine
    engine.close()


def held(templates: Path, engine: CagedEngine | Engine) -> Problem:
    with pytest.raises(FormHeldError) as raised:
        filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG, engine=engine))
    return raised.value.problem


def test_there_are_more_than_forty() -> None:
    assert len(RUNNING) + len(ENDLESS) > 50


@pytest.mark.parametrize("payload", RUNNING.values(), ids=RUNNING)
def test_nothing_of_it_runs_and_it_is_told(templates: Path, payload: str) -> None:
    edit(templates, HAL, payload)
    assert held(templates, ENGINE).code in ("T003", "T004", "T011", "T012")
    told = check_templates(ONLY, templates, CONFIG, today=DAY, engine=ENGINE)
    assert any(not one.is_warning and one.found == f"{KIND}.docx" for one in told)


@pytest.mark.parametrize("payload", ENDLESS.values(), ids=ENDLESS)
def test_what_does_not_end_is_ended_and_the_next_letter_is_filled(
    templates: Path, caged: CagedEngine, payload: str
) -> None:
    edit(templates, HAL, payload)
    began = time.monotonic()
    assert held(templates, caged).code in ("T004", "T015", "T016")
    assert time.monotonic() - began < 20
    assert filled(KIND, specimen(KIND), filler=Filler(TEMPLATES, CONFIG, engine=caged)).docx


def test_what_may_be_said_is_listed_and_works() -> None:
    environment = TemplateEnvironment()
    for source, printed in {
        "{% for a in range(3) %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{% endfor %}": "1x2y3x",
        "{% for k, v in a.items() %}{{ k }}={{ v }};{% endfor %}": "b=2;c=3;",
        "{{ a.b }}{{ a['b'] }}{{ a.get('d', 'tidak ada') }}": "22tidak ada",
        "{{ day.year }}{{ 'abc'[1] }}{{ 'kecil' | upper }}{{ 2 ** 3 }}": "2026bKECIL8",
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}": "<1>",
        "{{ rows | map(attribute='n') | join('+') }}": "1+2",
    }.items():
        values = {"a": {"b": 2, "c": 3}, "day": DAY, "rows": [{"n": 1}, {"n": 2}]}
        assert environment.from_string(source).render(values) == printed
    assert set(environment.globals) == {"range"}
    assert set(environment.filters) == {*PLAIN_FILTERS, *environment.own_filters}
    assert CALLS[dict] == {"get", "items", "keys", "values"}


class TestProcess:
    def test_the_same_letter_comes_out_of_it_as_without_it(self, caged: CagedEngine) -> None:
        one, other = (
            filled(KIND, specimen(KIND), filler=Filler(TEMPLATES, CONFIG, engine=engine))
            for engine in (caged, ENGINE)
        )
        assert one == other

    def test_it_is_cut_off_and_ends_with_its_engine(self, tmp_path: Path) -> None:
        engine = CagedEngine()
        filled(KIND, specimen(KIND), filler=Filler(TEMPLATES, CONFIG, engine=engine))
        running = engine._running
        assert running is not None
        process = running.process
        interfaces = Path(f"/proc/{_innermost(process.pid)}/net/dev").read_text().splitlines()[2:]
        assert {line.split(":")[0].strip() for line in interfaces} <= {"lo"}
        limits = Path(f"/proc/{_innermost(process.pid)}/limits").read_text()
        assert "600000000" in next(one for one in limits.splitlines() if "address" in one)
        engine.close()
        assert process.poll() is not None

    def test_killed_between_two_letters_it_is_replaced(self) -> None:
        engine = CagedEngine()
        filler = Filler(TEMPLATES, CONFIG, engine=engine)
        filled(KIND, specimen(KIND), filler=filler)
        running = engine._running
        assert running is not None
        os.killpg(running.process.pid, signal.SIGKILL)
        assert filled(KIND, specimen(KIND), filler=filler).docx
        engine.close()

    def test_a_slow_template_is_not_tried_again_at_once(self, templates: Path) -> None:
        engine = CagedEngine(seconds=3)
        edit(templates, HAL, ENDLESS["loops in loops"])
        assert held(templates, engine) == Problem(code="T015", found=f"{KIND}.docx", hint="3")
        began = time.monotonic()
        assert held(templates, engine).code == "T015"
        assert time.monotonic() - began < 2
        edit(templates, ENDLESS["loops in loops"], HAL)
        assert filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG, engine=engine)).docx
        engine.close()

    def test_in_a_fork_another_one_is_started(self) -> None:
        engine = CagedEngine()
        filler = Filler(TEMPLATES, CONFIG, engine=engine)
        filled(KIND, specimen(KIND), filler=filler)
        first = engine._running
        child = os.fork()
        if child == 0:
            is_filled = bool(filled(KIND, specimen(KIND), filler=filler).docx)
            is_other = engine._running is not first
            engine.close()
            os._exit(0 if is_filled and is_other else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert first is not None
        assert first.process.poll() is None
        assert filled(KIND, specimen(KIND), filler=filler).docx
        assert engine._running is first
        engine.close()


def _innermost(pid: int) -> int:
    """The last process that a chain of wrappers started."""
    while children := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        pid = int(children[-1])
    return pid


class TestAnswers:
    def test_they_come_back_as_they_were(self) -> None:
        fault = TemplateFault(
            problem=Problem(code="T004", found="a.docx", hint="x", where="y"), part="p", paragraph=3
        )
        told = EngineAnswer(docx=b"PK", faults=(fault,), fonts=(("Arial", "p", 1, "di sini"),))
        stream = io.BytesIO()
        write_answer(stream, told)
        stream.seek(0)
        assert read_answer(stream) == told

    @pytest.mark.parametrize(
        "said",
        [
            b"",
            READY,
            b"\xff" * 8,
            b"\0\0\0\2\0\0\0\0{}",
            b"\0\0\0\3\0\0\0\0[1]",
            b"\0\0\0\2\0\0\0\5{}abc",
            b'\0\0\0\x1a\0\0\0\0{"faults":[1],"fonts":[]} ',
        ],
    )
    def test_what_no_engine_says_is_not_believed(self, said: bytes) -> None:
        with pytest.raises(UnfitAnswerError):
            read_answer(io.BytesIO(said))


def test_one_slow_template_holds_its_own_forms_and_the_others_go_on(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    edit(folder / "templates", HAL, ENDLESS["loops in loops"], kind="undangan-temu-bahas")
    engine = CagedEngine(seconds=4)
    office = Office(folder, clock=FixedClock(NOON), converter=StubConverter(), engine=engine)
    drop(office, form(temu_bahas=TEMU_BAHAS), "lambat.json")
    drop(office, form(klien={"nama": "Maria Bela"}), "biasa.json")
    outcomes = {Path(one.form).name: one for one in handling.handle_once(office)}
    assert outcomes["lambat.json"].outcome == "held"
    assert "T015" in [one.code for one in outcomes["lambat.json"].problems]
    assert outcomes["biasa.json"].outcome == "filed"
    office.close()
    engine.close()


def test_two_threads_get_each_its_own_letter(caged: CagedEngine) -> None:
    filler = Filler(TEMPLATES, CONFIG, engine=caged)
    made: dict[int, str] = {}

    def fill(sequence: int) -> None:
        made[sequence] = text_of(
            filled(KIND, specimen(KIND), filler=filler, sequence=sequence).docx
        )

    threads = [threading.Thread(target=fill, args=(n,)) for n in range(1, 9)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all(f"/{n}/" in made[n] for n in range(1, 9))


def test_a_job_that_asks_for_comments_gets_a_document_or_nothing() -> None:
    data = (TEMPLATES / f"{KIND}.docx").read_bytes()
    fault = TemplateFault(problem=Problem(code="T005", found=KIND))
    asked = Job(task="comments", name=KIND, template=data, faults=(fault,))
    assert ENGINE.answer(asked).docx.startswith(b"PK")
    assert ENGINE.answer(Job(task="comments", name=KIND, template=b"PK")).docx == b""


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "huge"])
def test_a_template_that_is_no_plain_file_leads_nowhere_and_holds_nobody_up(
    templates: Path, tmp_path: Path, kind: str
) -> None:
    """Whoever may write to the folder of templates reads no other document by it."""
    path = templates / f"{KIND}.docx"
    other = tmp_path / "lain.docx"
    path.rename(other)
    if kind == "link":
        path.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as stream:
            stream.truncate(200_000_000)
    assert held(templates, ENGINE) == Problem(code="T002", found=f"{KIND}.docx")
    told = check_templates(ONLY, templates, CONFIG, today=DAY, engine=ENGINE)
    assert [one.code for one in told] == ["T002"]


def test_an_engine_that_cannot_start_blames_no_template_and_the_form_waits(tmp_path: Path) -> None:
    engine = CagedEngine(memory=1_000_000)
    with pytest.raises(NotReadyError, match="T017"):
        filled(KIND, specimen(KIND), filler=Filler(TEMPLATES, CONFIG, engine=engine))
    office = Office(
        make_office_folder(tmp_path / "kantor"),
        clock=FixedClock(NOON),
        converter=StubConverter(),
        engine=engine,
    )
    drop(office, form(), "kasus.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "waiting"
    assert [one.code for one in outcome.problems] == ["T017"]
    assert (office.inbox.folder / "kasus.json").is_file()
    office.close()
