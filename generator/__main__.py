"""`python -m generator` is `pmbs`."""

import sys

from generator.cli import main

sys.exit(main())
