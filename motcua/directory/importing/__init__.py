"""Loading published reference data; loading it again changes nothing."""
