"""An office's pages: what to hand in, uploading, verdicts, handing in."""
