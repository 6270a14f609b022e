#!/usr/bin/env python
"""The same as the `cityclusters` command, for tools that look for a manage.py."""

import sys

from cityclusters.cli import main

if __name__ == "__main__":
    sys.exit(main())
