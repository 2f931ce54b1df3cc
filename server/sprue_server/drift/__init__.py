"""Is the process still where it was, since when is it not, and why? Numbers of shots in, states and causes out.

`template` learns where each number of a shot lies when all is well, `monitor` says when it no longer does,
`causes` holds what each fault does to the numbers, `naming` ranks them. No file, no database, no clock.
"""
