"""The program that src/sandbox/fence/ starts. It is this short, since Python compiles a program anew at each start."""

import sys

import keeper

keeper.main(sys.argv[1])
