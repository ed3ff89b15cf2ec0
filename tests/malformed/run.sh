#!/bin/bash
# run.sh: the malformed corpus: hundreds of small inputs, each broken in one way, each with the codes and status it must give.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment.
exec python3 -B "$(dirname "$0")/run.py" "$PIRA"
