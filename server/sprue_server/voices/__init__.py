"""What visitors say, and what is theirs: plain words, consent, counting, who sees what. No clock."""
