"""`python -m nlp_minutes.cli`."""

import sys

from nlp_minutes.cli import main

sys.exit(main())
