"""The command `sprue backup` or `sprue restore` of this checkout, whether it is installed or not."""

import sys

from sprue_server import backup

sys.exit({"backup": backup.back_up, "restore": backup.put_back}[sys.argv[1]](sys.argv[2:]))
