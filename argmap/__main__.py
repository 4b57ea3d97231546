"""`python -m argmap` and the command `argmap` start here."""

from argmap.cli.app import main

if __name__ == "__main__":
    main()
