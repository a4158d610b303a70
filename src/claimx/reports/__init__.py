"""Claims in, pages out: tables of a digest, and files in the formats that people ask for."""
