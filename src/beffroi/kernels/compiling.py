"""Compiling: what every kernel is compiled with.

Numba makes three doors to what it compiles: for other kernels, for Python, for C. No C comes
here, and most kernels are called by kernels alone: to leave their other doors out spares a sixth
of the time that kernels take to compile.
"""

import numba

kernel = numba.njit(cache=True, nogil=True, no_cfunc_wrapper=True)
"""Compile a function that Python calls."""

part = numba.njit(cache=True, nogil=True, no_cfunc_wrapper=True, no_cpython_wrapper=True)
"""Compile a function that kernels alone call: Python that called it would fall, without a word."""
