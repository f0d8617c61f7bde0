"""Pages: home, health, and the outbox of the demonstration."""
