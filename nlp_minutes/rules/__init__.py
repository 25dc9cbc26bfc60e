"""Rules on plain text: no spaCy, no files. The components fetch text from a Doc and write spans; what holds is decided here."""
