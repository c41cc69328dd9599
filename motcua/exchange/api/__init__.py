"""The public API: what machines may ask, documented by OpenAPI at /api/v1/openapi.json."""
