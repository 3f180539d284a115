#!/bin/sh
# A command in another language: it is found by its name, and reads no rows.
read -r _
info='{"type":"reporting","generating":true}'
printf 'chunked 1.0,%d,0\n%s' "${#info}" "$info"
body='greeting
hello from a shell'
head='{"finished":true}'
printf 'chunked 1.0,%d,%d\n%s%s' "${#head}" "${#body}" "$head" "$body"
cat > /dev/null
