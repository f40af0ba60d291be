"""What the agency recommends on a document that it has returned or accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from loket.register.models import Dossier, Ruling, Suggestion


@dataclass(frozen=True, slots=True)
class Advice:
    """The agency's last ruling with its recommendations."""

    ruling: Ruling
    recommendations: list[Suggestion] = field(default_factory=list)

    @property
    def by_cause(self) -> dict[str, str]:
        """Recommendations on causes, by the cause's id."""
        return {one.cause: one.text for one in self.recommendations if one.cause}


def advice_on(dossier: Dossier) -> Advice | None:
    """The last ruling; None before the first. What a verifier has noted is told once it is ruled on, not before."""
    ruling = dossier.rulings.select_related("version").order_by("-made").first()
    if ruling is None:
        return None
    return Advice(ruling, list(ruling.version.recommendations.all()))
