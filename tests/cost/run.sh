#!/bin/bash
# run.sh: twice the plan costs about twice the time, whatever its shape.
# Usage: run.sh [LOG_FOLDER], with PIRA in the environment; FULL=1: large plans, and all shapes laid out.
exec python3 -B "$(dirname "$0")/cost.py" "$PIRA"
