"""The lexicons as data files; `nlp_minutes.lexicon` reads them."""
