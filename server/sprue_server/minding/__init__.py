"""Minds the process: follows the shots of every cell as they are stored and calls when one leaves its level."""
