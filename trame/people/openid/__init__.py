"""Connexion par un fournisseur d'identité: OpenID Connect of any provider, and ProConnect's own ways."""
