"""Một Cửa: the public-service portal and electronic one-stop shop of a Vietnamese province."""

VERSION = "0.1.0"
