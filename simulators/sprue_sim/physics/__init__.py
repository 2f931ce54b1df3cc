"""The physics of moulding as pure functions: data in, data out, units in names."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Real = float | Floats  # every function here takes single numbers and arrays alike
