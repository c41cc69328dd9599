"""The look: components, tags, form fields; knows nothing of the domain."""
