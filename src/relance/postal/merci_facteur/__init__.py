"""Merci Facteur (API 1.2): letters printed and posted by La Poste, registered ones with a scanned receipt.

Written from the provider's public documentation: the reference https://www.merci-facteur.com/api/1.2/ and the
repository https://github.com/MerciFacteur/Merci-facteur-API (README, hash-secret-key, guides). No account was at hand.

Certain, for it is documented: the base address; `getToken` by GET with `ww-service-signature` = lower-case hexadecimal
HMAC-SHA256 of service id and Unix seconds joined, keyed by the secret, and `ww-timestamp`, `ww-service-id`,
`ww-authorized-ip`; a token lives 24 hours; `sendCourrier` form-encoded with `adress` and `content` as JSON texts,
`modeEnvoi` (normal, suivi, lrar, lrare), `antidoublon` (the same value is refused for 30 days), `designation` and a
`reference` of 30 plain characters for each addressee; `success: false` means that nothing was sent; `getSuiviEnvoi` by
`idEnvoi` with `ref_tracking`, `last_state`, `historique`, `pnd`, `are_base64_jpeg`; `getProof` by tracking number for
`depot` and `reception`, base64 with `format_return`; the codes of stations (`imprime`, `pris_en_charge`, `distribue`…).

Could not be confirmed, and is read without trusting it: the code of the error that a repeated `antidoublon` gives (any
with “doublon” in it); the form of `historique` (a list or a text; dates and words are looked for in both); whether
`listEnvois` or `getEnvoi` give our reference back (it is looked for; where it is not shown, an order whose outcome is
unknown stays so and a person decides); the codes for an account without credit.
"""

from __future__ import annotations

from relance.postal.merci_facteur.provider import MerciFacteur
from relance.postal.merci_facteur.trial import TRIAL

__all__ = ["PROVIDER", "TRIAL"]
PROVIDER = MerciFacteur()
