"""Meeting lists of others: downloaded, parsed, saved; one step a file."""
