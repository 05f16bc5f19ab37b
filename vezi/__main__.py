"""`python -m vezi` is the `vezi` command."""

from vezi.config.cli import main

if __name__ == "__main__":
    main()
