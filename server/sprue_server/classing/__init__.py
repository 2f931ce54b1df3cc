"""Quality classes of somebody's own parts: what a file says, before anything is learnt."""
