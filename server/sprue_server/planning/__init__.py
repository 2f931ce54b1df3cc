"""Firms' plans and effects are reckoned in a process of their own: the hub's core is for everybody."""
