"""The parts of the command ``avgkit``: one module each, with ``add`` for its words and ``run`` for its work.

A module loads what it needs when it runs, so that the parser of the whole command stays quick.
"""
