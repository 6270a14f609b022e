"""The same application for uvicorn: Django stays on threads (WSGI), which is twice as fast as its ASGI."""

from typing import Any

from a2wsgi import WSGIMiddleware

from cityclusters.config.wsgi import application as wsgi
from cityclusters.search.warming import warm_beside

# Django types its answer more narrowly than the WSGI types of the bridge; at run time they are one.
django: Any = wsgi
application = WSGIMiddleware(django, workers=8)
warm_beside()
