"""The counter on the web: offices hand in, the planning agency verifies and returns, as the law's procedure has it.

Wings, upper ones import lower ones: ``cli`` and ``urls`` (addresses) on top; ``office``, ``agency``, ``api`` (the pages of
each side); ``pages`` (what they share); ``intake`` (taking in, handing in); ``copies`` (templates, marked, mended and sealed
copies); ``service`` (running, back-ups); ``judging`` (workers); ``access`` (who may see what); ``register``
(the database); ``blobs`` (the bytes). Judging itself is :mod:`headless`, in children within limits.
"""
