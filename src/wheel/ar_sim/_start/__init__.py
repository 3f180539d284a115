"""Finds Node.js and starts the command line. It loads nothing, since each command loads it."""
