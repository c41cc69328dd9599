"""The national e-ID: an OpenID Connect client of the identity server."""
