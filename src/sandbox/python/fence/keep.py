"""The program that src/sandbox/fence/ starts. It is this short, since Python compiles a program anew at each start."""

import keeper

keeper.main()
