"""The short Indonesian texts that stand beside a form in its tray: receipts and notes."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from generator.inbox.outcome import Outcome, OutcomeName
from generator.office.status import OfficeStatus
from generator.rules.sop import StepProgress
from generator.vocabulary.indonesian import long_date, plain_date
from generator.vocabulary.problems import Problem

__all__ = [
    "closed_off",
    "drafted",
    "explain",
    "faulty_template",
    "moment",
    "receipt",
    "status",
    "stopped",
]

WIDTH = 78
STATUS_ENTRIES = 10
SOON = "segera diproses"
ALARM = (
    "Berkas ini ditulis ulang setiap menit. Bila jam di atas sudah lewat lebih dari lima menit, "
    "layanan tidak berjalan: hubungi administrator."
)

AWAITS_NUMBERS = (
    "Kantor ini dipulihkan dari cadangan yang berakhir {until}. Belum ada nomor yang diberikan: seseorang "
    "harus menyebut nomor yang masih bebas, di Beranda atau dengan pmbs restore --next."
)

HEADINGS: dict[OutcomeName, str] = {
    "rejected": "FORMULIR BELUM DAPAT DIPROSES",
    "duplicate": "FORMULIR INI SUDAH PERNAH DICATAT",
    "held": "FORMULIR DITAHAN, MENUNGGU PERBAIKAN LAYANAN",
    "waiting": "SURATNYA MENUNGGU PERSETUJUAN",
    "unmatched": "PINDAIAN PERLU DICOCOKKAN DENGAN SURATNYA",
}
REFUSED_SCAN = "PINDAIAN INI TIDAK DAPAT DIARSIPKAN"
CAUSES: dict[OutcomeName, str] = {
    "rejected": "Yang perlu diperbaiki:",
    "duplicate": "Keterangan:",
    "held": "Penyebabnya:",
    "waiting": "Keterangan:",
    "unmatched": "Keterangan:",
}
CLOSINGS: dict[OutcomeName, str] = {
    "rejected": (
        "Belum ada surat yang dibuat dan belum ada nomor yang terpakai. "
        "Perbaiki formulirnya, lalu masukkan kembali ke folder inbox."
    ),
    "duplicate": "Tidak ada surat baru yang dibuat dan tidak ada nomor baru yang terpakai.",
    "held": (
        "Formulir ini tidak hilang dan tidak perlu dikirim ulang. Belum ada nomor yang terpakai. Setelah "
        "penyebabnya diperbaiki, formulir diteruskan dengan sendirinya."
    ),
    "waiting": (
        "Belum ada nomor yang terpakai. Nomor diambil setelah konsepnya disetujui; formulir lalu "
        "diteruskan dengan sendirinya."
    ),
    "unmatched": "Pindaian ini tidak hilang; ia menunggu di sini sampai dicocokkan.",
}

DRAFT_CLOSINGS: dict[OutcomeName, str] = {
    "rejected": (
        "Konsepnya belum dibuat. Perbaiki formulirnya, lalu masukkan kembali ke folder konsep."
    ),
    "held": (
        "Formulir ini tidak hilang dan tidak perlu dikirim ulang. Setelah penyebabnya diperbaiki, "
        "konsepnya dibuat dengan sendirinya."
    ),
}
HELD_WITH_NUMBERS = (
    "Formulir ini tidak hilang dan tidak perlu dikirim ulang. Setelah penyebabnya diperbaiki, formulir "
    "diteruskan dengan sendirinya dengan nomor yang sudah disediakan untuknya."
)
DRAFTED = (
    "Konsep ini untuk dibaca dan dikoreksi. Tidak ada nomor yang terpakai dan tidak ada yang diarsipkan. "
    "Setelah disetujui, masukkan formulirnya (yang sudah dikoreksi) ke folder inbox: suratnya dibuat "
    "dari formulir, bukan dari konsep yang disunting. Folder ini boleh dihapus kapan saja."
)
COMING = "masih akan datang; tandatangani pada harinya"
UPLOAD = "Unggah : keluar/srikandi; nomornya dicatat setelah kembali dari SRIKANDI"
TEMPLATE_BROKEN = "TEMPLAT INI BELUM DAPAT DIPAKAI"
TEMPLATE_DOUBTFUL = "TEMPLAT INI DAPAT DIPAKAI, TETAPI PERLU DILIHAT"
TEMPLATE_HOLDS = (
    "Formulir yang memerlukan templat ini menunggu di inbox/tertahan, dan diteruskan dengan sendirinya "
    "begitu templatnya diperbaiki."
)
TEMPLATE_IS_USED = "Surat tetap dibuat dengan templat ini."
COPY_STEPS = (
    "Salinan di sebelah catatan ini memuat komentar Word di tempat yang dimaksud. Perbaiki templat di "
    "folder templates (bukan salinan ini), atau perbaiki salinan ini lalu simpan sebagai pengganti templat "
    "di folder templates; komentarnya tidak ikut tercetak. Salinan dan catatan ini hilang sendiri setelah "
    "templatnya baik."
)
NO_COPY_STEPS = "Catatan ini hilang sendiri setelah templatnya baik."


def moment(at: datetime) -> str:
    """`24 November 2026 pukul 09.05 WITA`."""
    return f"{plain_date(at.date())} pukul {at:%H.%M} WITA"


def explain(
    outcome: Outcome,
    *,
    now: datetime,
    is_draft: bool = False,
    original: str = "",
    has_numbers: bool = False,
) -> str:
    """The note beside a form or scan that was refused, recognised as a duplicate, or held.

    `is_draft` is a form in the folder for drafts; `original` is where its bytes are kept as they came,
    because comments were put into it. `has_numbers`: what is held took its numbers already.
    """
    closings = CLOSINGS | (DRAFT_CLOSINGS if is_draft else {})
    if has_numbers:
        closings["held"] = HELD_WITH_NUMBERS
    is_scan = outcome.outcome == "rejected" and outcome.problems[0].code.startswith("R")
    lines = [
        REFUSED_SCAN if is_scan else HEADINGS[outcome.outcome],
        "",
        f"Berkas    : {outcome.form}",
        f"Diperiksa : {moment(now)}",
        *([f"Kasus     : {outcome.case}"] if outcome.case else []),
        *([f"Aslinya   : {original} (tanpa komentar)"] if original else []),
        "",
        *_problems(CAUSES[outcome.outcome], _unique(outcome)),
        *_problems("Perhatikan juga:", _warnings(outcome)),
        *textwrap.wrap("" if is_scan else closings[outcome.outcome], WIDTH),
        "",
    ]
    return "\n".join(lines)


def closed_off(cases: Sequence[str], *, now: datetime) -> str:
    """What stands in the open tray in place of a submission of secret cases: numbers, and nothing else."""
    told = (
        "Kiriman itu sudah dicatat. Berkasnya rahasia: kiriman dan kuitansinya ada di folder rahasia, lembar "
        "cetaknya di cetak/rahasia. Yang dapat membukanya hanya mereka yang berhak, di folder itu atau di "
        "halaman berkasnya."
    )
    return "\n".join(
        [
            "DICATAT DALAM BERKAS RAHASIA",
            "",
            f"Kasus     : {', '.join(cases)}",
            f"Dicatat   : {moment(now)}",
            "",
            *textwrap.wrap(told, WIDTH),
            "",
        ]
    )


def put_away(why: str, *, who: str, now: datetime) -> str:
    """What stands beside a submission that a person took out of the refused ones."""
    lines = ["DISINGKIRKAN DARI YANG DITOLAK", "", f"Sebab     : {why}", f"Oleh      : {who}"]
    return "\n".join([*lines, f"Pada      : {moment(now)}", ""])


def receipt(
    outcome: Outcome,
    *,
    now: datetime,
    next_steps: Mapping[str, StepProgress | None],
    unfilled: Sequence[str] = (),
) -> str:
    """The receipt beside a filed form or scan: numbers, where the letters are, what to mind, what comes next.

    `next_steps` tells for each case which step of the SOP comes next; `unfilled` is what the office's
    papers still go out without, told with its first one.
    """
    is_scan = any(one.signed or one.incomplete or one.delivered for one in outcome.each)
    kind = "Pindaian" if is_scan else "Formulir"
    lines = [
        f"TANDA TERIMA {kind.upper()}",
        "",
        f"{kind}           : {outcome.form}",
        f"Dicatat            : {moment(now)}",
    ]
    if outcome.parts:
        filed = sum(one.outcome == "filed" for one in outcome.parts)
        what = "surat" if is_scan else "orang"
        lines += [f"Jumlah             : {filed} dari {len(outcome.parts)} {what} dicatat", ""]
        lines += _problems("Perhatikan:", outcome.problems)
    for one in outcome.each:
        lines += ["-" * WIDTH, ""] if outcome.parts else []
        lines += _one_case(one)
        lines += _next_step(next_steps.get(one.case or ""))
    lines += _numbered("Sebelum dipakai sungguhan, administrator masih perlu mengisi:", unfilled)
    return "\n".join(lines)


def _one_case(outcome: Outcome) -> list[str]:
    if outcome.outcome == "duplicate":
        return _problems("Keterangan:", _errors(outcome))
    agenda = [f"Agenda surat masuk : {outcome.agenda}"] if outcome.agenda else []
    return [
        f"Nomor kasus        : {outcome.case}",
        *agenda,
        "",
        *_letters(outcome),
        *_numbered("Surat yang kembali bertanda tangan:", outcome.signed),
        *_numbered("Surat yang kembali tidak lengkap:", outcome.incomplete),
        *_numbered("Surat yang tanda terimanya kembali:", outcome.delivered),
        *_numbered("Lampiran yang diarsipkan:", outcome.attachments),
        # Of a stack of scans what was refused is told here as well.
        *_problems("Perhatikan:", outcome.problems),
    ]


def status(seen: OfficeStatus, *, trouble: str = "") -> str:
    """`_STATUS layanan.txt`: that the service lives, what waits and why. Its age is the alarm."""
    prints = [one for one in seen.prints if one.needs_a_look]
    state = "Layanan berjalan." if not trouble else f"Layanan berjalan, tetapi terganggu: {trouble}"
    lines = [
        "STATUS LAYANAN SURAT PMBS",
        "",
        f"Keadaan pada {moment(seen.at)}",
        "",
        *textwrap.wrap(state, WIDTH),
        *textwrap.wrap(ALARM, WIDTH),
        "",
        *([*textwrap.wrap(str(seen.clock), WIDTH), ""] if seen.clock else ()),
        *(
            [*textwrap.wrap(AWAITS_NUMBERS.format(until=moment(seen.restored.until)), WIDTH), ""]
            if seen.restored
            else ()
        ),
        *_status_list("Menunggu di inbox", [f"{w.name}: {w.why or SOON}" for w in seen.waiting]),
        *_status_list(
            "Perlu diperbaiki (folder ditolak; baca catatan di sebelahnya)",
            [f"{one.name}, sejak {moment(one.at)}" for one in seen.rejected],
        ),
        *_status_list(
            "Tertahan sampai administrator turun tangan",
            [f"{one.name}, sejak {moment(one.at)}" for one in seen.held],
        ),
        *_status_list(
            "Pindaian yang perlu dicocokkan dengan suratnya (folder cocokkan)",
            [f"{one.name}, sejak {moment(one.at)}" for one in seen.to_match],
        ),
        *_status_list(
            "Konsep yang menunggu persetujuan (folder persetujuan)",
            [f"{one.name}, sejak {moment(one.at)}" for one in seen.to_approve],
        ),
        *_status_list(
            "Templat yang perlu dilihat (folder templates/periksa)", seen.faulty_templates
        ),
        *_status_list(
            "Cetakan yang perlu dilihat",
            [f"{one.number}: {one.reason or one.state_word}" for one in prints],
        ),
        *(
            _status_list(
                "Temuan pada arsip; beri tahu administrator",
                [f"{one.code} {one.where}" for one in seen.findings],
            )
            if seen.findings
            else ()
        ),
        *_status_list("Surat terakhir", [f"{one.number}  {one.title}" for one in seen.letters]),
    ]
    return "\n".join(lines)


def drafted(outcome: Outcome, *, now: datetime) -> str:
    """The note among the drafts of a form."""
    lines = [
        "KONSEP SURAT",
        "",
        f"Formulir  : {outcome.form}",
        f"Dibuat    : {moment(now)}",
        "",
        *_numbered("Konsep yang dibuat:", [one.title for one in outcome.documents]),
        *([] if outcome.documents else ["Formulir ini tidak menghasilkan surat.", ""]),
        *_problems("Perhatikan:", _warnings(outcome)),
        *textwrap.wrap(DRAFTED, WIDTH),
        "",
    ]
    return "\n".join(lines)


def faulty_template(
    template: str,
    problems: Sequence[Problem],
    *,
    has_copy: bool,
    marks: tuple[str, str],
    now: datetime,
) -> str:
    """The note beside the copy of a faulty template; `marks` tell which state of it was examined."""
    errors = [one for one in problems if not one.is_warning]
    warnings = [one for one in problems if one.is_warning]
    steps = COPY_STEPS if has_copy else NO_COPY_STEPS
    lines = [
        TEMPLATE_BROKEN if errors else TEMPLATE_DOUBTFUL,
        "",
        f"Templat   : {template}",
        f"Diperiksa : {moment(now)}",
        "",
        *_problems("Yang perlu diperbaiki:", errors),
        *_problems("Perhatikan juga:", warnings),
        *textwrap.wrap(TEMPLATE_HOLDS if errors else TEMPLATE_IS_USED, WIDTH),
        "",
        *textwrap.wrap(steps, WIDTH),
        "",
        f"Tanda pemeriksaan: {' '.join(marks)}".rstrip(),
        "",
    ]
    return "\n".join(lines)


def stopped(at: datetime) -> str:
    """`_STATUS layanan.txt` of a service that was stopped on purpose."""
    text = (
        "Layanan dihentikan. Berkas yang dimasukkan ke inbox menunggu di sini sampai layanan "
        "dijalankan lagi; tidak ada yang hilang."
    )
    return "\n".join(
        [
            "STATUS LAYANAN SURAT PMBS",
            "",
            f"Keadaan pada {moment(at)}",
            "",
            *textwrap.wrap(text, WIDTH),
            "",
        ]
    )


def _status_list(heading: str, entries: Sequence[str]) -> list[str]:
    lines = [f"{heading}: {len(entries) or 'tidak ada'}"]
    for entry in entries[:STATUS_ENTRIES]:
        lines += textwrap.wrap(entry, WIDTH, initial_indent="- ", subsequent_indent="  ")
    if len(entries) > STATUS_ENTRIES:
        lines += [f"- dan {len(entries) - STATUS_ENTRIES} lagi"]
    return [*lines, ""]


def _unique(outcome: Outcome) -> list[Problem]:
    """The errors of a submission, and those of its parts, each said once."""
    of_parts = [problem for one in outcome.parts for problem in _errors(one)]
    return [*_errors(outcome), *dict.fromkeys(of_parts)]


def _errors(outcome: Outcome) -> list[Problem]:
    return [problem for problem in outcome.problems if not problem.is_warning]


def _warnings(outcome: Outcome) -> list[Problem]:
    return [problem for problem in outcome.problems if problem.is_warning]


def _problems(heading: str, problems: Iterable[Problem]) -> list[str]:
    lines: list[str] = []
    for number, problem in enumerate(problems, start=1):
        mark = f"{number}. {problem.code}  "
        lines += textwrap.wrap(
            problem.message, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)
        )
    return [heading, "", *lines, ""] if lines else []


def _letters(outcome: Outcome) -> list[str]:
    lines: list[str] = []
    for document in outcome.documents:
        place = "/".join(document.folder.parts[-2:])
        replaces = f" (revisi {document.revision}, menggantikan yang lama)"
        lines += [
            f"- {document.title}",
            f"  {'Rujukan' if document.for_srikandi else 'Nomor  '}: {document.number}{replaces if document.revision > 1 else ''}",
            f"  Arsip  : {place}",
            *([f"  Hari   : {long_date(document.coming)}, {COMING}"] if document.coming else []),
            f"  {UPLOAD if document.for_srikandi else f'Cetakan: {document.copies} rangkap'}",
        ]
    lines = ["Surat yang dibuat:", "", *lines, ""] if lines else []
    if outcome.unchanged:
        lines += ["Surat yang tidak berubah dan tetap berlaku:", ""]
        lines += [f"- {one.title}, nomor {one.number}" for one in outcome.unchanged]
        lines += [""]
    if not lines and outcome.agenda:
        return ["Formulir ini tidak menghasilkan surat; isinya dicatat dalam berkas kasus.", ""]
    return lines


def _numbered(heading: str, titles: Sequence[str]) -> list[str]:
    lines = [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    return [heading, "", *lines, ""] if lines else []


def _next_step(step: StepProgress | None) -> list[str]:
    if step is None:
        return []
    due = f" Paling lambat {moment(step.due)}." if step.due else ""
    text = f"Langkah SOP berikutnya: {step.no}. {step.title}.{due}"
    return [*textwrap.wrap(text, WIDTH), ""]
