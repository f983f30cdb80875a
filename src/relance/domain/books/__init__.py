"""Books of accounts (FEC) read together: what several years say, tied to what Relance shows. Pure: no I/O."""
