"""Operations against the database: what is written, what is refused, what happens once."""
