"""How a case is kept, for `pmbs show`: its access class, its place, its retention, what holds it."""

from generator.office.office import Office

__all__ = ["custody_json", "custody_lines"]


def custody_lines(office: Office, case: str) -> list[list[str]]:
    """Labels and what stands beside them."""
    access = office.access_of(case)
    waiting = f"; disarankan: {access.suggested}" if access.suggested else ""
    lines = [["Kelas akses", f"{access.access}{waiting}"]]
    place, loan = office.archive.places.of(case), office.archive.places.loan_of(case)
    if place is not None:
        lines.append(["Lokasi", str(place)])
    if loan is not None:
        lines.append(
            [
                "Dipinjam",
                f"{loan.borrower}, sejak {loan.lent:%d-%m-%Y}, "
                f"kembali paling lambat {loan.due:%d-%m-%Y}",
            ]
        )
    moved, handed = office.archive.moves.of(case), office.archive.disposals.handed_over(case)
    if moved is not None:
        lines.append(["Dipindahkan", f"ke unit kearsipan {moved.at:%d-%m-%Y}, {moved.number}"])
    if handed is not None:
        lines.append(["Diserahkan", f"ke lembaga kearsipan {handed[0]:%d-%m-%Y}, {handed[1]}"])
    kept = office.archive.retention.of(case)
    if kept is not None:
        dates = kept.dates
        lines.append(
            [
                "Retensi",
                f"aktif sampai {dates.active_until:%d-%m-%Y}, "
                f"inaktif sampai {dates.inactive_until:%d-%m-%Y}, "
                f"lalu {kept.rule.fate}",
            ]
        )
    lines += [
        [f"Ditahan ({one.number})", f"sejak {one.since:%d-%m-%Y}: {one.reason}"]
        for one in office.archive.retention.holds_of(case)
        if one.until is None
    ]
    return lines


def custody_json(office: Office, case: str) -> dict[str, object]:
    access = office.access_of(case)
    kept = office.archive.retention.of(case)
    place, loan = office.archive.places.of(case), office.archive.places.loan_of(case)
    moved, handed = office.archive.moves.of(case), office.archive.disposals.handed_over(case)
    return {
        "place": str(place) if place else None,
        "loan": {"to": loan.borrower, "lent": loan.lent, "due": loan.due} if loan else None,
        "moved": {"at": moved.at, "number": moved.number} if moved else None,
        "handed_over": {"at": handed[0], "number": handed[1]} if handed else None,
        "access": {"class": access.access, "reason": access.reason, "suggested": access.suggested},
        "retention": None
        if kept is None
        else {
            "classification": kept.rule.classification,
            "active_until": kept.dates.active_until,
            "inactive_until": kept.dates.inactive_until,
            "fate": kept.rule.fate,
            "checked": kept.rule.diperiksa,
        },
        "holds": [
            {"number": one.number, "since": one.since, "until": one.until, "reason": one.reason}
            for one in office.archive.retention.holds_of(case)
        ],
    }
