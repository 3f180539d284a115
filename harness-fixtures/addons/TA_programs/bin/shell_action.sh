#!/bin/sh
# Takes the payload and says how it was called.
payload=$(cat)
echo "INFO called with $1 and ${#payload} characters" >&2
[ "$1" = "--execute" ]
