#!/bin/sh
# Runs a program again whenever it ends, as a process manager does, until it is told to stop itself.
# usage: keep-running.sh <largest file that the program may write, in blocks of 512 bytes, or "unlimited"> <program...>
ulimit -f "$1" || exit 1
shift
stopping=
trap 'stopping=1; kill -TERM "$child" 2>/dev/null' TERM INT HUP
while :; do
  "$@" &
  child=$!
  wait "$child"
  if [ -n "$stopping" ]; then
    wait "$child" 2>/dev/null
    exit 0
  fi
  sleep 0.2
done
