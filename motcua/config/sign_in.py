"""Settings of the sign-in library: officers by password and second factor, citizens by the national e-ID only."""

# Its own pages decide for themselves whom they let in.
OPEN_MODULES = ["allauth.account", "allauth.socialaccount", "allauth.mfa"]
