"""An invented company with its customers, played over some weeks."""
