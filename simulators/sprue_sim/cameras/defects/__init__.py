"""One file per defect of parts: where physics puts it, what it does to the face. Names as in `Severities`."""
