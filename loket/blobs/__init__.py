"""The bytes of what was handed in and made of it: in files named by their content, never changed, never half there."""
