"""Work that takes longer than a page may: asked for, done by a process of its own, looked at while it goes on."""
