"""Pages: home, health, legal notices, help, demo outbox."""
