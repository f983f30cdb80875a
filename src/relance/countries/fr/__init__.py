"""French law: working days and insolvency."""

from relance.countries.fr.law import FrenchLaw

LAW = FrenchLaw()

__all__ = ["LAW"]
