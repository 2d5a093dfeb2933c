"""The panels of the notebooks. Only this package imports ipywidgets; ``state`` does not even need that."""
