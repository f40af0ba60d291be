"""The counter on the web: offices hand in, the planning agency verifies and returns, as the law's procedure has it.

Wings, upper ones import lower ones: ``cli`` and ``site`` (settings, addresses) on top; ``office``, ``agency``, ``api`` (the
pages of each side); ``service`` (running, back-ups); ``judging`` (workers); ``access`` (who may see what); ``register``
(the database); ``blobs`` (the bytes). Judging itself is :mod:`headless`, in children within limits.
"""
