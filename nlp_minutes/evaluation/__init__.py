"""Measuring results against annotations made by hand."""
