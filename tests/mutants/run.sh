#!/bin/bash
# run.sh: real plans, changed as no author would change them: whatever comes, every command ends, quickly, with a message.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment; FULL=1: 2,000 mutants instead of 60.
exec python3 -B "$(dirname "$0")/mutants.py" "$PIRA"
