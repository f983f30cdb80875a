"""What an operation says when it will not do something."""


class Refused(Exception):
    """One clear sentence for the person who asked: what, why, what to do."""
