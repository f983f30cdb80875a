"""French law: working days, insolvency, late interest in words."""

from relance.countries.fr.law import FrenchLaw

LAW = FrenchLaw()

__all__ = ["LAW"]
