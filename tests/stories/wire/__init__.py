"""Many workers, a mail server that fails in every way, kills: what is on the wire against what is written down."""
