"""Whether somebody is of the client's family, by how the form tells the relation."""

from itertools import pairwise

from generator.vocabulary import indonesian

__all__ = ["is_family"]

FAMILY = frozenset(
    indonesian.tokens(
        "keluarga kerabat famili suami istri isteri ayah bapak bapa papa abah ayahanda ibu mama mamak emak ibunda"
        " ortu orangtua anak putra putri kakak adik adek abang kakanda adinda saudara saudari kembaran kakek nenek"
        " opa oma mbah buyut cucu cicit paman pakde paklik pakcik om bibi bude bulik makcik tante sepupu keponakan"
        " kemenakan ipar mertua menantu besan wali"
    )
)
PARENTS = ("orang", "tua")
# With one of these a word of the family is something else: "teman ibunya", "anak buah", "ibu kos", "bukan keluarga".
NOT_OF_IT = frozenset(
    indonesian.tokens(
        "bukan tidak teman kawan sahabat kenalan tetangga rekan pacar tunangan mantan buah kapal kos kost kontrakan"
        " asrama panti rt rw lurah camat desa guru kelas kota majikan mandor pendeta pastor ustaz kades petugas"
    )
)
# Said of somebody: "ibunya", "kakakku".
ENDINGS = ("nya", "ku")


def is_family(relation: str | None) -> bool:
    """Whether a relation is one of the family; where nobody said so it is not."""
    said = [_bare(word) for word in indonesian.tokens(relation or "")]
    if not NOT_OF_IT.isdisjoint(said):
        return False
    parents = any(pair == PARENTS for pair in pairwise(said))
    return parents or not FAMILY.isdisjoint(said)


def _bare(word: str) -> str:
    for ending in ENDINGS:
        if word.removesuffix(ending) in FAMILY:
            return word.removesuffix(ending)
    return word
