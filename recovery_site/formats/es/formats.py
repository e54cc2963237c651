"""Numbers as people read them in US Spanish, 2.4 and 1,000: Django's Spanish writes them as in Spain."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
