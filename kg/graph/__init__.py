"""From statements to RDF: terms, IRIs, quads, the store and the ledger."""
