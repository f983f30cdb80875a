"""Pages for people, on Django, HTMX and Pico."""
