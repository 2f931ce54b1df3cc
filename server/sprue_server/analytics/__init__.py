"""Questions asked of shots, one file each: `analyse(study)` answers, or says None when it cannot.

An analysis sees a `facts.Study` and nothing else: no database, no clock, no network. Its findings carry keys and
numbers; the sentences stand in the language files under `finding.<analysis>.<key>`.
"""
