"""The sound documents, the examples of rules, and the rule book made of them."""
