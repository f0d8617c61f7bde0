"""Données personnelles: register, notice, retention, one's own data; run here, registered by each app."""
