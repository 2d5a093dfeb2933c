"""The course as a program: JupyterLab, pages without code, a participant's folder, and errors in a notebook."""
