"""A virtual gauge: what a part weighs or measures, told from its shot; learnt from parts that were measured.

Pure: cycles in, readings out. It is kept as a file of numbers (`saving.py`) and asked by `sprue gauge`. Whoever
asks imports `gauge.py` and `saving.py`; whoever learns imports `learning.py`, which loads scikit-learn.
"""
