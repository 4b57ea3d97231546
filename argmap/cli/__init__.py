"""The command line: declare options, call one function, write one result."""
