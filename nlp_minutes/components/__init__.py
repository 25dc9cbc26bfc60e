"""The spaCy components, one a file.

Each fetches text from the Doc, lets `nlp_minutes.rules` decide, and writes spans.
"""
