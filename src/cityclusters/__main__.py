"""`python -m cityclusters` is the `cityclusters` command."""

import sys

from cityclusters.cli import main

sys.exit(main())
