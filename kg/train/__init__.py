"""Training of the models that are shipped; used by ``python -m kg.train`` only."""
