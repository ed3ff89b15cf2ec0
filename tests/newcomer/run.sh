#!/bin/bash
# run.sh: plans broken as people break them, each mended by doing what the one message says (mend.py), and valid again.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
exec python3 -B "$(dirname "$0")/run.py" "$PIRA"
