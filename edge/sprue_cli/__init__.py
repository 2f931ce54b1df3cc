"""The command `sprue`: finds its sub-commands by entry point, starts and watches the demo."""
