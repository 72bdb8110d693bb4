"""The samples of the real plan, held to the tables and counts that a person made from it."""
