"""`python -m headless.cli`."""

from headless.cli.entry import main

if __name__ == "__main__":
    main()
