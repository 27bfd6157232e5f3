"""What the florist sells: six bouquets, each in three sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PENCE_PER_POUND = 100


@dataclass(frozen=True)
class Size:
    """How full a bouquet is. `extra_pence` comes on top of the bouquet's own price."""

    key: str
    name: StrOrPromise
    description: StrOrPromise
    extra_pence: int


@dataclass(frozen=True)
class Bouquet:
    """One arrangement. The drawing is `<slug>.svg` and its ground the style `tone-<slug>`."""

    slug: str
    name: str
    colours: StrOrPromise
    story: StrOrPromise
    stems: StrOrPromise
    picture: StrOrPromise
    price_pence: int
    height_centimetres: int
    lasts_days: int

    @property
    def price(self) -> str:
        """The price of the smallest size, written out."""
        return pounds(self.price_pence)

    @property
    def drawing(self) -> str:
        """The drawing's path among the static files."""
        return f"chatcore/demo/shop_static/{self.slug}.svg"

    def price_pence_in(self, size: Size) -> int:
        """The price of one, in pence."""
        return self.price_pence + size.extra_pence


def pounds(pence: int) -> str:
    """£34 for whole pounds, £7.50 otherwise."""
    whole, rest = divmod(pence, PENCE_PER_POUND)
    return f"£{whole}.{rest:02}" if rest else f"£{whole}"


SIZES = {
    size.key: size
    for size in (
        Size(
            key="posy",
            name=pgettext_lazy("bouquet size", "Posy"),
            description=_("For a bedside or a desk"),
            extra_pence=0,
        ),
        Size(
            key="classic",
            name=pgettext_lazy("bouquet size", "Classic"),
            description=_("As drawn, for a table"),
            extra_pence=1500,
        ),
        Size(
            key="grand",
            name=pgettext_lazy("bouquet size", "Grand"),
            description=_("Half as many stems again"),
            extra_pence=3500,
        ),
    )
}
USUAL_SIZE = SIZES["classic"]

BOUQUETS = {
    bouquet.slug: bouquet
    for bouquet in (
        Bouquet(
            slug="evensong",
            name="Evensong",
            colours=_("Purple and white"),
            story=_(
                "White garden roses, deep purple ranunculus and a little lavender, tied while the "
                "bells of St Mary’s ring six. It smells of a walled garden after rain."
            ),
            stems=_("Garden roses, ranunculus, lavender, eucalyptus, gypsophila"),
            picture=_("A hand-tied bouquet of white roses, purple ranunculus and lavender"),
            price_pence=3800,
            height_centimetres=42,
            lasts_days=8,
        ),
        Bouquet(
            slug="first-frost",
            name="First Frost",
            colours=_("White, violet and fern green"),
            story=_(
                "Tall delphiniums over white anemones with ink-dark eyes, and two sea hollies for "
                "sharpness. Stands well in a cool hallway; comes with its round glass vase."
            ),
            stems=_("Delphiniums, anemones, sea holly, leather fern, in a glass vase"),
            picture=_("White and purple anemones with violet delphiniums in a round glass vase"),
            price_pence=4600,
            height_centimetres=58,
            lasts_days=7,
        ),
        Bouquet(
            slug="saffron-lane",
            name="Saffron Lane",
            colours=_("Yellow and burnt orange"),
            story=_(
                "Sunflowers and orange ranunculus in the teal jug we throw ourselves, two streets "
                "from the shop. The jug is yours to keep."
            ),
            stems=_("Sunflowers, ranunculus, daisies, rose hips, in a stoneware jug"),
            picture=_("Sunflowers, orange ranunculus and red berries in a teal jug"),
            price_pence=4900,
            height_centimetres=45,
            lasts_days=9,
        ),
        Bouquet(
            slug="peony-sunday",
            name="Peony Sunday",
            colours=_("Every pink we could find"),
            story=_(
                "Peonies at their widest, low in a footed bowl so that people can still see each "
                "other across the lunch table. Best from the second day on."
            ),
            stems=_("Peonies, spray roses, eucalyptus, camellia leaf, in a footed bowl"),
            picture=_("Pink peonies and cream roses in a low white bowl"),
            price_pence=5400,
            height_centimetres=34,
            lasts_days=6,
        ),
        Bouquet(
            slug="common-ground",
            name="Common Ground",
            colours=_("Red, blue and daisy white"),
            story=_(
                "A meadow in the hand: poppies, cornflowers and ox-eye daisies from a grower in "
                "Kent who never sprays. Loosely tied, a little wild, different each time."
            ),
            stems=_("Poppies, cornflowers, ox-eye daisies, thistles, meadow grasses"),
            picture=_("A meadow bunch of red poppies, blue cornflowers and daisies"),
            price_pence=3200,
            height_centimetres=46,
            lasts_days=5,
        ),
        Bouquet(
            slug="market-tulips",
            name="Market Tulips",
            colours=_("Coral, apricot and cream"),
            story=_(
                "Straight from the six o’clock market into brown paper. They keep growing in the "
                "vase and lean towards the window, which is half the joy of them."
            ),
            stems=_("Fourteen tulips in three colours, wrapped in kraft paper"),
            picture=_("Coral, apricot and cream tulips wrapped in brown paper"),
            price_pence=2600,
            height_centimetres=38,
            lasts_days=7,
        ),
    )
}
